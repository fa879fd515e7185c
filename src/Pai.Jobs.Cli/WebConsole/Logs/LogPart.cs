using System.Globalization;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>One file of a log: the lines of one stream of one node.</summary>
/// <param name="Path">The file. It may not be there yet.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Stream">What the node wrote to.</param>
/// <param name="Tag">Marks the last line of the launch script, which is not the job's; null if there is none.</param>
/// <param name="HasTimes">True if each line begins with its time, as <see cref="TimePrefix"/> writes it.</param>
internal sealed record LogPart(string Path, string Node, LogStream Stream, string? Tag, bool HasTimes)
{
    /// <summary>The length of a time before a line.</summary>
    public const int TimeLength = 17;

    /// <summary>The name of the stream for the page.</summary>
    public string StreamName => Stream switch
    {
        LogStream.StandardError => "Error",
        LogStream.System => "System",
        _ => "Out",
    };

    public static string TimePrefix(DateTimeOffset time) => time.UtcTicks.ToString("x16", CultureInfo.InvariantCulture) + " ";

    /// <summary>The time before a line, which is taken away.</summary>
    public static DateTimeOffset? TakeTime(ref ReadOnlySpan<byte> line)
    {
        if (line.Length < TimeLength
            || !System.Buffers.Text.Utf8Parser.TryParse(line[..(TimeLength - 1)], out long ticks, out var read, 'x')
            || read != TimeLength - 1
            || ticks < 0
            || ticks > DateTime.MaxValue.Ticks) return null;
        line = line[TimeLength..];
        return new(ticks, TimeSpan.Zero);
    }
}
