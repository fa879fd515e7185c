using System.Globalization;

namespace Pai.Jobs.Internal.Local;

/// <summary>Which byte of the logs was written when, to the second, as the supervisor noted it.</summary>
internal sealed record LogIndex(LogTimes StandardOutput, LogTimes StandardError)
{
    public static LogIndex Read(NodeFolder folder)
    {
        var stdout = new List<(long Size, DateTimeOffset Time)>();
        var stderr = new List<(long Size, DateTimeOffset Time)>();
        if (File.Exists(folder.LogIndex))
        {
            foreach (var line in File.ReadLines(folder.LogIndex))
            {
                // Time of the last write and size, for the one and for the other; the last line may be cut off.
                var fields = line.Split(' ');
                if (fields.Length != 4) continue;
                Add(stdout, fields[0], fields[1]);
                Add(stderr, fields[2], fields[3]);
            }
        }

        return new(LogTimes.Of(folder.StdoutLog, stdout), LogTimes.Of(folder.StderrLog, stderr));
    }

    private static void Add(List<(long Size, DateTimeOffset Time)> marks, string time, string size)
    {
        if (TryParse(time, out var seconds) && TryParse(size, out var bytes) && (marks.Count == 0 || marks[^1].Size < bytes))
            marks.Add((bytes, DateTimeOffset.FromUnixTimeSeconds(seconds)));
    }

    private static bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
