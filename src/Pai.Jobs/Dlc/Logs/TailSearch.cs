namespace Pai.Jobs.Internal.Dlc;

/// <summary>Finds where the last lines of a node begin, without reading what stands before them.</summary>
internal static class TailSearch
{
    private const long FirstSpan = 60;
    private const long Growth = 8;

    /// <summary>Leaves out the pods, and the times of a pod, that the last lines are not in.</summary>
    public static async Task SkipAsync(
        DlcLogs logs, string jobId, NodeLog node, int count, long? end, CancellationToken cancellationToken)
    {
        for (var i = node.Pods.Count - 1; i >= 0; i--)
        {
            var pod = node.Pods[i];
            if (count <= 0 && i < node.Pods.Count - 1)
            {
                pod.Skip();
                continue;
            }

            // One line of each pod may be the launch script's, which is none of those that were asked for.
            var (start, found) = await FindAsync(logs, jobId, pod, count + 1, end, cancellationToken).ConfigureAwait(false);
            pod.SkipTo(start);
            count -= Math.Max(0, found - 1);
        }
    }

    /// <summary>A start from which there are enough lines, and how many there are; the pod's own where it has fewer.</summary>
    private static async Task<(long Start, int Found)> FindAsync(
        DlcLogs logs, string jobId, PodLog pod, int count, long? end, CancellationToken cancellationToken)
    {
        // So many lines can only be counted by reading them.
        if (count >= logs.Options.Pod.MaxLines || end < pod.From.Start) return (pod.From.Start, 0);
        var now = logs.Clock.GetUtcNow();
        var last = (pod.OverSince < now ? pod.OverSince.Value : now).ToUnixTimeSeconds();
        if (end < last) last = end.Value;
        long? tooEarly = null;
        for (var span = FirstSpan; ;)
        {
            var start = Math.Max(pod.From.Start, last - span);
            var isOpen = end is null || now.ToUnixTimeSeconds() <= end;
            var lines = await logs.ReadWindowAsync(jobId, pod, new(start, isOpen ? null : end), cancellationToken).ConfigureAwait(false);
            var isFull = lines.Count >= logs.Options.Pod.MaxLines;
            if (isFull && span > 1 && span <= FirstSpan)
            {
                tooEarly = start;
                span = Math.Max(1, span / Growth);
                continue;
            }

            if (isFull || lines.Count >= count || start == pod.From.Start) return (start, lines.Count);
            if (tooEarly is { } earlier) return (earlier, count);
            span *= Growth;
        }
    }
}
