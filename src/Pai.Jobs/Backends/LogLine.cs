using Pai.Jobs.Internal.Backends;

namespace Pai.Jobs;

/// <summary>One line that a job wrote.</summary>
public readonly record struct LogLine
{
    /// <summary>The line without its end. Bytes that are not UTF-8 read as U+FFFD. A time that the job itself wrote stays in it.</summary>
    public required string Text { get; init; }

    /// <summary>The time when it was written (UTC), as exactly as the backend knows; null where it does not know.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>
    /// True if the job went back to the start of the line (<c>\r</c>), so that its next line takes the place of this one: a progress bar.
    /// </summary>
    public bool IsReplaced { get; init; }

    /// <summary>The stream it was written to.</summary>
    public LogStream Stream { get; init; }

    /// <summary>The node that wrote it, for instance <c>worker-0</c>; null where the backend does not tell.</summary>
    public string? Node { get; init; }

    /// <summary>The position right after this line, for <see cref="LogQuery.After"/>; null where the backend has none.</summary>
    public LogPosition? Position { get; init; }

    /// <summary>
    /// The report that the job made with this line: its progress, a metric, or the reason of its failure. Null for an ordinary line. Each
    /// call reads it from <see cref="Text"/>.
    /// </summary>
    public JobReport? Report => Stream == LogStream.System ? null : ReportLine.Read(Text);

    /// <summary>The line for people: that of a report says in words what <see cref="Text"/> has as JSON.</summary>
    public override string ToString() => Report?.ToString() ?? Text;
}
