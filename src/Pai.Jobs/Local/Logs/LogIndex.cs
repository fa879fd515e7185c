using System.Globalization;

namespace Pai.Jobs;

/// <summary>Which byte of the logs was written when, to the second, as the supervisor noted it.</summary>
internal sealed record LogIndex(LogTimes StandardOutput, LogTimes StandardError)
{
    public static LogIndex Read(RunFolder folder)
    {
        var stdout = new List<(long Size, DateTimeOffset Time)>();
        var stderr = new List<(long Size, DateTimeOffset Time)>();
        if (File.Exists(folder.LogIndex))
        {
            foreach (var line in File.ReadLines(folder.LogIndex))
            {
                // "logs/stdout.log <time> <size>"; the last line may be cut off.
                var fields = line.Split(' ');
                if (fields.Length != 3 || !TryParse(fields[1], out var time) || !TryParse(fields[2], out var size)) continue;
                var list = fields[0].EndsWith("stdout.log", StringComparison.Ordinal) ? stdout : stderr;
                if (list.Count == 0 || list[^1].Size < size) list.Add((size, DateTimeOffset.FromUnixTimeSeconds(time)));
            }
        }

        return new(LogTimes.Of(folder.StdoutLog, stdout), LogTimes.Of(folder.StderrLog, stderr));
    }

    private static bool TryParse(string text, out long value) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
