using System.Globalization;

namespace Pai.Jobs.CommandLine;

/// <summary>A duration on a command line: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>1d</c>, or <c>01:30:00</c>.</summary>
internal static class DurationText
{
    public const string Form = "a duration over zero, as in 90s, 15m, 2h, 1d or 01:30:00";

    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        if (text.Contains(':', StringComparison.Ordinal))
            return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out duration) && duration > TimeSpan.Zero;
        if (text.Length < 2
            || !double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        var seconds = text[^1] switch
        {
            's' => number,
            'm' => number * 60,
            'h' => number * 3600,
            'd' => number * 86400,
            _ => 0,
        };
        if (seconds is <= 0 or > 31_536_000) return false;
        duration = TimeSpan.FromSeconds(seconds);
        return true;
    }
}
