using System.Globalization;

namespace Pai.Jobs.Cli.CommandLine;

/// <summary>Durations and times as they are written on a command line.</summary>
internal static class TimeText
{
    /// <summary>A duration: a number with s, m, h or d, for instance <c>90s</c>, <c>2h</c>.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static TimeSpan Duration(string value, string option)
    {
        if (value.Length > 1
            && double.TryParse(
                value.AsSpan(0, value.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= 1_000_000)
        {
            switch (value[^1])
            {
                case 's': return TimeSpan.FromSeconds(number);
                case 'm': return TimeSpan.FromMinutes(number);
                case 'h': return TimeSpan.FromHours(number);
                case 'd': return TimeSpan.FromDays(number);
            }
        }

        throw new UsageException($"\"{value}\" ({option}) is not a duration. Write a number with s, m, h or d: 90s, 30m, 2h, 7d.");
    }

    /// <summary>A time: a duration before now, or a date with or without a time of day, in UTC unless it has an offset.</summary>
    /// <exception cref="UsageException">It is not one.</exception>
    public static DateTimeOffset Time(string value, string option, DateTimeOffset now)
    {
        if (value.Length > 1 && value[^1] is 's' or 'm' or 'h' or 'd' && char.IsAsciiDigit(value[0])) return now - Duration(value, option);
        return DateTimeOffset.TryParse(
            value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new UsageException(
                $"\"{value}\" ({option}) is not a time. Write how long ago (2h, 7d), or a date: 2026-01-31, 2026-01-31T12:00:00Z.");
    }
}
