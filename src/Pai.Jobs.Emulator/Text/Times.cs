using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The forms that the protocols write times in. All are UTC.</summary>
internal static class Times
{
    private const string Compact = "yyyyMMdd'T'HHmmss'Z'";
    private const string Seconds = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    public static string ToXml(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string ToHeader(DateTimeOffset time) => time.UtcDateTime.ToString("r", CultureInfo.InvariantCulture);

    /// <summary>Reads the compact form of signatures, or that of HTTP headers.</summary>
    public static DateTimeOffset? Parse(string? value) =>
        DateTimeOffset.TryParseExact(value, [Compact, "r"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    public static DateTimeOffset? ParseCompact(string? value) =>
        DateTimeOffset.TryParseExact(value, Compact, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    /// <summary>The form of PAI's services, in whole seconds.</summary>
    public static string ToSeconds(DateTimeOffset time) => time.UtcDateTime.ToString(Seconds, CultureInfo.InvariantCulture);

    public static DateTimeOffset? ParseSeconds(string? value) =>
        DateTimeOffset.TryParseExact(value, Seconds, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    public static string ToCompact(DateTimeOffset time) => time.UtcDateTime.ToString(Compact, CultureInfo.InvariantCulture);

    /// <summary>The time without what an HTTP header or PAI's times cannot show.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
