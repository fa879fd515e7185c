using System.Globalization;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>Numbers of bytes as they are written on a command line.</summary>
internal static class SizeText
{
    private const string Units = "BKMGT";

    /// <summary>A number of bytes, or with K, M, G or T for powers of 1,024: <c>500K</c>, <c>8MiB</c>, <c>1.5G</c>.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static long Bytes(string value, string option)
    {
        var digits = value.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        var unit = value[digits..].Trim().ToUpperInvariant();
        // KiB, KB and K are the same; so is nothing and B.
        if (unit.EndsWith("IB", StringComparison.Ordinal)) unit = unit[..^2];
        else if (unit.Length == 2 && unit[1] == 'B') unit = unit[..1];
        var power = unit.Length == 0 ? 0 : unit.Length == 1 ? Units.IndexOf(unit[0], StringComparison.Ordinal) : -1;
        if (power >= 0
            && double.TryParse(value.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * Math.Pow(1024, power) is >= 1 and < long.MaxValue and var bytes)
            return (long)bytes;
        throw new UsageException(
            $"\"{value}\" ({option}) is not a size. Write a number of bytes, or one with K, M, G or T: 500K, 8M, 1G.");
    }
}
