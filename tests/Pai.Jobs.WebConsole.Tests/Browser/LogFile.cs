using System.Globalization;
using System.Text;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>Writes the log of a finished run anew, with times as the supervisor of the local backend notes them.</summary>
internal static class LogFile
{
    /// <summary>A line for each second from a time on.</summary>
    public static async Task WriteAsync(ConsoleHome home, JobRun run, DateTimeOffset start, IEnumerable<string> lines)
    {
        var size = 0L;
        var text = new StringBuilder();
        var index = new StringBuilder();
        var second = start.ToUnixTimeSeconds();
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
            size += Encoding.UTF8.GetByteCount(line) + 1;
            index.Append(CultureInfo.InvariantCulture, $"{second++} {size} 0 0\n");
        }

        var folder = home.LogsOf(run.Id);
        await File.WriteAllTextAsync(Path.Combine(folder, "stdout.log"), text.ToString(), home.Timeout);
        await File.WriteAllTextAsync(Path.Combine(folder, "index"), index.ToString(), home.Timeout);
    }

    /// <summary>A log of about so many bytes, in lines of 100 that begin with their number. Returns how many lines.</summary>
    public static async Task<long> WriteLargeAsync(ConsoleHome home, JobRun run, DateTimeOffset start, long bytes)
    {
        const int lineBytes = 100, linesOfBlock = 100_000;
        var blocks = bytes / (lineBytes * linesOfBlock);
        var block = new byte[lineBytes * linesOfBlock];
        Array.Fill(block, (byte)'.');
        for (var line = 0; line < linesOfBlock; line++) block[((line + 1) * lineBytes) - 1] = (byte)'\n';
        var folder = home.LogsOf(run.Id);
        var index = new StringBuilder();
        await using (var file = File.Create(Path.Combine(folder, "stdout.log")))
        {
            for (var i = 0L; i < blocks; i++)
            {
                for (var line = 0; line < linesOfBlock; line++)
                    ((i * linesOfBlock) + line).TryFormat(block.AsSpan(line * lineBytes), out _, "D10", CultureInfo.InvariantCulture);
                await file.WriteAsync(block, home.Timeout);
                index.Append(CultureInfo.InvariantCulture, $"{start.ToUnixTimeSeconds() + i} {file.Position} 0 0\n");
            }
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "index"), index.ToString(), home.Timeout);
        return blocks * linesOfBlock;
    }
}
