using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// The strings of positions: the mark of each pod that was read, <c>dlc:JOB:worker-0/1a2b3c4d=START.COUNT.SUM;...</c>, the sum in
/// hexadecimal.
/// </summary>
internal static class DlcLogPosition
{
    private const string Prefix = "dlc:";

    /// <summary>The name of a pod in positions: its node, and four bytes of the hash of its unique id.</summary>
    public static string Key(string node, string? uid) =>
        $"{node}/{(uid is null ? "" : Convert.ToHexStringLower(XxHash32.Hash(Encoding.UTF8.GetBytes(uid))))}";

    public static string Format(string jobId, IEnumerable<(string Key, PodMark Mark)> marks)
    {
        var text = new StringBuilder(Prefix).Append(jobId).Append(':');
        var separator = "";
        foreach (var (key, mark) in marks)
        {
            text.Append(CultureInfo.InvariantCulture, $"{separator}{key}={mark.Start}.{mark.Count}.{mark.Sum:x}");
            separator = ";";
        }

        return text.ToString();
    }

    /// <exception cref="ArgumentException">It is not a position in the log of the job.</exception>
    public static IReadOnlyDictionary<string, PodMark> Parse(LogPosition? position, string jobId)
    {
        var marks = new Dictionary<string, PodMark>(StringComparer.Ordinal);
        if (position?.ToString() is not { } text) return marks;
        var prefix = $"{Prefix}{jobId}:";
        if (!text.StartsWith(prefix, StringComparison.Ordinal)) throw Invalid(text, jobId);
        foreach (var part in text[prefix.Length..].Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Split('=') is not [var key, var mark]
                || mark.Split('.') is not [var start, var count, var sum]
                || !long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                || !ulong.TryParse(sum, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
            {
                throw Invalid(text, jobId);
            }

            marks[key] = new(first, number, hash);
        }

        return marks;
    }

    private static ArgumentException Invalid(string text, string jobId) => new(
        $"LogQuery.After is \"{text}\", which is not a position in the log of job {jobId}. Use LogLine.Position of a line of this job.");
}
