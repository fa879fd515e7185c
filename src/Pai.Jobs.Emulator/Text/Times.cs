using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The three forms that the protocol writes times in. All are UTC.</summary>
internal static class Times
{
    private const string Compact = "yyyyMMdd'T'HHmmss'Z'";

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

    public static string ToCompact(DateTimeOffset time) => time.UtcDateTime.ToString(Compact, CultureInfo.InvariantCulture);

    /// <summary>The time without what an HTTP header cannot show.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
