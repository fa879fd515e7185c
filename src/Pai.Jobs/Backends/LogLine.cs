namespace Pai.Jobs;

/// <summary>One line that a job wrote.</summary>
/// <param name="Time">When it was written (UTC), as exactly as the backend knows.</param>
/// <param name="Stream">The stream it was written to.</param>
/// <param name="Text">The line without its end. Bytes that are not UTF-8 read as U+FFFD.</param>
public readonly record struct LogLine(DateTimeOffset Time, LogStream Stream, string Text)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
