using System.Globalization;

namespace Pai.Jobs.Cli.Terminal;

/// <summary>Sizes and times, short, for people.</summary>
internal static class Amounts
{
    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>A number of bytes with three digits: <c>1.25 MiB</c>.</summary>
    public static string Bytes(double bytes)
    {
        var unit = 0;
        for (; Math.Abs(bytes) >= 1024 && unit < s_units.Length - 1; unit++) bytes /= 1024;
        var format = unit == 0 || Math.Abs(bytes) >= 100 ? "0" : Math.Abs(bytes) >= 10 ? "0.#" : "0.##";
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {s_units[unit]}");
    }

    /// <summary>A duration in its two largest units: <c>3 m 5 s</c>.</summary>
    public static string Time(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time switch
    {
        { TotalDays: >= 1 } => $"{(int)time.TotalDays} d {time.Hours} h",
        { TotalHours: >= 1 } => $"{time.Hours} h {time.Minutes} m",
        { TotalMinutes: >= 1 } => $"{time.Minutes} m {time.Seconds} s",
        { Ticks: < 0 } => "0 s",
        _ => $"{time.Seconds} s",
    }}");
}
