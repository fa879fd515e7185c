using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>The state of a job that a reader of its log needs: its nodes, the pods in them, and whether it has ended.</summary>
internal sealed class JobPods(DlcLogs logs, string jobId, LogQuery query)
{
    /// <summary>A job that was just created may not be found at once.</summary>
    private const int MaxMisses = 3;

    /// <summary>The clocks of the machines on which pods run may differ from the service's.</summary>
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(1);

    private readonly List<NodeLog> _nodes = [];
    private IReadOnlyDictionary<string, PodMark> _marks = new Dictionary<string, PodMark>();
    private int _misses;

    public string JobId => jobId;

    public IReadOnlyList<NodeLog> Nodes => _nodes;

    /// <summary>True once the job was read.</summary>
    public bool IsKnown { get; private set; }

    /// <summary>True once its command has ended for good.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>The tag of the launch script's last line; null where there is none.</summary>
    public string? EndTag { get; private set; }

    /// <exception cref="ArgumentException">The position that the query begins after is not one of this job.</exception>
    public void Begin() => _marks = DlcLogPosition.Parse(query.After, jobId);

    /// <summary>Reads the job.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        DlcJob job;
        try
        {
            job = await logs.GetJobAsync(jobId, cancellationToken).ConfigureAwait(false);
        }
        catch (PaiServiceException e) when (e.Kind == PaiServiceErrorKind.NotFound)
        {
            if (query.Follow && ++_misses < MaxMisses) return;
            throw new JobNotFoundException(jobId, $"There is no job {jobId} on PAI-DLC. {e.Message}");
        }

        _misses = 0;
        var status = DlcStatus.Parse(job.Status);
        IsEnded = status.HasResult() || (status == JobStatus.Unknown && !string.IsNullOrEmpty(job.GmtFinishTime));
        EndTag ??= logs.Options.EndTag(job);
        foreach (var pod in job.Pods ?? []) Update(job, pod);
        CheckNode(job);
        IsKnown = true;
    }

    /// <summary>The last lines of all nodes, once those of each are read; empty before, and where lines are given out at once.</summary>
    public IEnumerable<LogLine> TakeTails()
    {
        var nodes = _nodes.Where(n => n.Tail is not null).ToList();
        if (nodes.Exists(n => !n.IsTailRead)) yield break;
        // Nothing tells in which order the lines of several nodes were written: each has an equal share.
        var shares = new Dictionary<NodeLog, int>();
        var (left, missing) = (nodes.Count, query.Tail ?? 0);
        foreach (var node in nodes.OrderBy(n => n.Tail!.Count))
        {
            shares[node] = Math.Min(node.Tail!.Count, missing / left--);
            missing -= shares[node];
        }

        foreach (var node in nodes)
        {
            foreach (var line in node.Tail!.TakeLast(shares[node])) yield return line;
            node.Tail = null;
        }
    }

    /// <summary>The positions of all pods now.</summary>
    public (string Key, PodMark Mark)[] Marks() =>
        [.. _nodes.SelectMany(n => n.Pods).Select(p => (p.Key, p.Mark)).Where(p => p.Mark is not null).Select(p => (p.Key, p.Mark!.Value))];

    private void Update(DlcJob job, DlcPod pod)
    {
        if (pod.PodId is not { Length: > 0 } podId) return;
        var name = NodeName(podId);
        if (query.Node is { } wanted && name != wanted) return;
        var node = _nodes.Find(n => n.Name == name);
        if (node is null)
        {
            var isTail = query.Tail is not null && !IsKnown;
            _nodes.Add(node = new(name) { Tail = isTail ? new() : null, IsTailSought = isTail });
        }

        IReadOnlyList<DlcPod> pods = [.. (pod.HistoryPods ?? []).OrderBy(p => p.GmtCreateTime, StringComparer.Ordinal), pod];
        var known = node.Update(pods, p => Create(job, p, podId, name));
        // Whoever reads on in a pod has read those before it.
        for (var i = known.Count - 1; i > 0; i--)
            if (known[i].HasBegun && !known[i - 1].HasBegun) known[i - 1].Skip();
        var now = logs.Clock.GetUtcNow();
        for (var i = 0; i < known.Count; i++)
        {
            known[i].IsPending = pods[i].Status == "Pending";
            var isOver = i < known.Count - 1 || IsEnded || pods[i].Status is "Succeeded" or "Failed" or "Stopped";
            var finished = Time(pods[i].GmtFinishTime) ?? Time(job.GmtFinishTime);
            // Whoever saw it run goes by his own clock.
            if (!isOver) known[i].WasActive = true;
            else known[i].End(!known[i].WasActive && finished < now ? finished.Value : now, now);
            if (query.Until is { } until && until <= now) known[i].End(until, now);
        }
    }

    private PodLog Create(DlcJob job, DlcPod pod, string podId, string node)
    {
        if (_marks.TryGetValue(DlcLogPosition.Key(node, pod.PodUid), out var mark))
            return new(node, podId, pod.PodUid, mark, logs.Options) { HasBegun = true };
        var created = Time(pod.GmtCreateTime) ?? Time(job.GmtCreateTime);
        var start = created - s_margin ?? DlcClient.Beginning;
        if (query.Since > start) start = query.Since.Value;
        return new(node, podId, pod.PodUid, new(start.ToUnixTimeSeconds(), 0, 0), logs.Options);
    }

    private void CheckNode(DlcJob job)
    {
        if (query.Node is null || _nodes.Count > 0) return;
        var pods = (job.Pods ?? []).Select(p => p.PodId).OfType<string>().Select(NodeName).Distinct().ToList();
        if (!IsEnded && pods.Count < Math.Max(1, job.JobSpecs?.Sum(s => s.PodCount ?? 1) ?? 1)) return;
        var names = pods.Count > 0 ? string.Join(", ", pods) : "none";
        throw new JobException($"The job {jobId} has no node \"{query.Node}\". Its nodes: {names}.");
    }

    /// <summary>The role and the index: what stands behind the id of the job in that of the pod.</summary>
    private string NodeName(string podId) =>
        podId.StartsWith($"{jobId}-", StringComparison.Ordinal) ? podId[(jobId.Length + 1)..] : podId;

    private static DateTimeOffset? Time(string? text) => Times.TryParse(text, out var time) ? time : null;
}
