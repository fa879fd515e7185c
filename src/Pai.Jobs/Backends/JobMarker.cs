using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs;

/// <summary>
/// The marker that finds a job again when the answer to its creation is lost. Keep its string: any process can attach with it, for instance
/// <c>WeatherJob.AttachAsync(session, marker.ToString())</c>.
/// </summary>
public sealed record JobMarker : IParsable<JobMarker>
{
    private const string Prefix = "job-marker";
    private const int TagLength = 8;

    /// <summary>The name of the run.</summary>
    public required string JobName { get; init; }

    /// <summary>The time when the submission began (UTC), to the millisecond.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>A random string that the job carries.</summary>
    public required string Tag { get; init; }

    /// <summary>Makes a marker for a submission that begins now.</summary>
    /// <param name="jobName">The name of the run.</param>
    /// <param name="clock">The clock.</param>
    public static JobMarker Create(string jobName, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return new()
        {
            JobName = jobName,
            CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds()),
            Tag = RandomText.Create(TagLength),
        };
    }

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">The string.</param>
    /// <exception cref="FormatException">The string is not a marker.</exception>
    public static JobMarker Parse(string text) =>
        TryParse(text, out var marker)
            ? marker
            : throw new FormatException(
                $"\"{text}\" is not a job marker. Write for instance {Prefix}:k3x9a2bd:1796083200000:weather_20261201.");

    /// <summary>Reads a marker, as <see cref="Parse(string)"/> does.</summary>
    /// <param name="text">The string.</param>
    /// <param name="marker">The marker.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out JobMarker? marker)
    {
        marker = null;
        var parts = text?.Split(':', 4);
        if (parts is not [Prefix, { Length: TagLength } tag, var time, { Length: > 0 } name]) return false;
        if (tag.AsSpan().ContainsAnyExcept(CharacterSets.LowerCaseAndDigits)) return false;
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return false;
        if (milliseconds > DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()) return false;
        marker = new() { JobName = name, CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), Tag = tag };
        return true;
    }

    static JobMarker IParsable<JobMarker>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<JobMarker>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out JobMarker result) =>
        TryParse(s, out result);

    /// <summary>The string that <see cref="Parse(string)"/> reads back.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}:{Tag}:{CreatedAt.ToUnixTimeMilliseconds()}:{JobName}");
}
