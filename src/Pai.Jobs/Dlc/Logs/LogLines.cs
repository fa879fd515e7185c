using System.Globalization;
using Pai.Jobs.Internal.Launch;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Makes the user's lines of the service's.</summary>
internal static class LogLines
{
    /// <summary>The lines of a batch, without the launch script's last one, and the notes about them.</summary>
    public static IEnumerable<LogLine> Of(LogBatch batch, PodLog pod, JobPods pods)
    {
        if (batch.MayRepeat)
        {
            yield return OfSystem(
                $"Some lines may be repeated from here on: the log of {pod.Node} has changed since it was read.", pod.Node);
        }

        if (batch.Missing is { } missing) yield return OfSystem(Describe(missing.First, missing.Last, pod.Node), pod.Node);
        if (batch.Lines.Count > 0)
        {
            var format = Formatter(batch, pod, pods);
            for (var i = 0; i < batch.Lines.Count; i++)
            {
                var text = batch.Lines[i];
                (pod.HasEnded, pod.ExitCode) = (false, null);
                if (pods.EndTag is { } tag && EndLine.TryTake(text, tag, out var rest, out _, out var code))
                {
                    (pod.HasEnded, pod.ExitCode) = (true, code);
                    if (rest.Length == 0) continue;
                    text = rest;
                }

                if (text.Contains('\r'))
                {
                    foreach (var part in Parts(text, pod.Node, new(format, i))) yield return part;
                }
                else
                {
                    yield return Line(text, pod.Node, new(format, i));
                }
            }
        }
    }

    /// <summary>A line of this library about the log.</summary>
    public static LogLine OfSystem(string text, string? node) => new() { Text = text, Stream = LogStream.System, Node = node };

    private static LogLine Line(string text, string node, LogPosition? position, bool isReplaced = false) => new()
    {
        Text = text,
        IsReplaced = isReplaced,
        Stream = LogStream.Combined,
        Node = node,
        Position = position,
    };

    /// <summary>The parts of a line that went back to its start. Only the last one has a position: there is none within a line.</summary>
    private static IEnumerable<LogLine> Parts(string text, string node, LogPosition position)
    {
        var parts = (text.EndsWith('\r') ? text[..^1] : text).Split('\r');
        for (var i = 0; i < parts.Length - 1; i++) yield return Line(parts[i], node, position: null, isReplaced: true);
        yield return Line(parts[^1], node, position);
    }

    /// <summary>Writes the positions of a batch's lines, while all other pods stay where they are now.</summary>
    private static Func<long, string> Formatter(LogBatch batch, PodLog pod, JobPods pods)
    {
        var (jobId, own, marks, others) = (pods.JobId, pod.Key, batch.Marks, pods.Marks());
        return number => DlcLogPosition.Format(jobId, others.Select(o => o.Key == own ? (own, marks[(int)number]) : o));
    }

    private static string Describe(long first, long last, string node)
    {
        var time = first == last ? $"at {Clock(first)}" : $"from {Clock(first)} to {Clock(last)}";
        return $"Some lines are missing from here on: PAI-DLC does not give all that {node} wrote {time} UTC.";
    }

    private static string Clock(long second) =>
        DateTimeOffset.FromUnixTimeSeconds(second).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
