namespace Pai.Jobs;

/// <summary>Selects the lines of a log to read. A member that is not set restricts nothing.</summary>
public sealed record LogQuery
{
    /// <summary>The lines of one node, by its name in <see cref="LogLine.Node"/>. Null: all nodes.</summary>
    public string? Node { get; init; }

    /// <summary>Lines that were written at this time or later, as exactly as the backend knows. A line without a time is kept.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Lines that were written before this time, as exactly as the backend knows. A line without a time is kept.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>
    /// Lines that contain this string, in upper or lower case, compared by the values of the characters. Null or empty: all lines. Lines of
    /// <see cref="LogStream.System"/> are always kept.
    /// </summary>
    /// <remarks>
    /// Backends do not see it: the lines that they give are searched. So the whole log is read, also for <see cref="Tail"/>.
    /// </remarks>
    public string? Contains { get; init; }

    /// <summary>
    /// Only so many lines from the end of what is there now, zero or more; with <see cref="Follow"/>, all that come later too. With
    /// <see cref="Contains"/>, the last lines that contain the string, as <c>grep</c> before <c>tail</c>.
    /// </summary>
    public int? Tail { get; init; }

    /// <summary>True if to continue until the job has ended and its last line is read. Default false: what is there now.</summary>
    public bool Follow { get; init; }

    /// <summary>Only the lines after this position, from <see cref="LogLine.Position"/>, of this process or another.</summary>
    public LogPosition? After { get; init; }

    /// <summary>Throws when the query contradicts itself.</summary>
    /// <exception cref="ArgumentException">It does; the message says how.</exception>
    internal void Check()
    {
        if (Tail < 0) throw new ArgumentException($"LogQuery.Tail is {Tail}; it must be zero or more.");
        if (Tail is not null && After is not null)
            throw new ArgumentException("LogQuery.Tail and LogQuery.After are both set. Set one of them.");
        if (Until <= Since) throw new ArgumentException($"LogQuery.Until ({Until:O}) must be after LogQuery.Since ({Since:O}).");
    }
}
