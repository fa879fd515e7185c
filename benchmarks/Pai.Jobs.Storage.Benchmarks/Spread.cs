using System.Globalization;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>The median of values, with the least and the greatest of them.</summary>
internal readonly record struct Spread(double Median, double Least, double Greatest)
{
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return new(sorted[sorted.Length / 2], sorted[0], sorted[^1]);
    }

    public string ToString(string format) =>
        $"{Text(Median, format)} ({Text(Least, format)}–{Text(Greatest, format)})";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
