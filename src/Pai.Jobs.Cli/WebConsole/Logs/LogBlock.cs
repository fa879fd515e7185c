namespace Pai.Jobs.Cli.WebConsole;

/// <summary>Lines that follow each other in one file, and in the log. A log is a sequence of blocks.</summary>
/// <param name="Part">The number of the file.</param>
/// <param name="Start">The offset of the first line.</param>
/// <param name="End">The offset behind the last line.</param>
/// <param name="Lines">The number of lines.</param>
/// <param name="Ticks">When the first line was written (UTC).</param>
/// <param name="LastTicks">When the last one was.</param>
internal readonly record struct LogBlock(int Part, long Start, long End, int Lines, long Ticks, long LastTicks)
{
    /// <summary>A block ends with the line that reaches this size. A longer line is a block of its own.</summary>
    public const int Size = 1 << 16;

    public DateTimeOffset Time => new(Ticks, TimeSpan.Zero);
}
