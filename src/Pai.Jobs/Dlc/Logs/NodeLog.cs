namespace Pai.Jobs.Internal.Dlc;

/// <summary>The log of a node: those of the pods that were in its place, one after the other.</summary>
/// <param name="name">Its name: <c>worker-0</c>.</param>
internal sealed class NodeLog(string name)
{
    private List<PodLog> _pods = [];

    public string Name => name;

    /// <summary>The pods, oldest first.</summary>
    public IReadOnlyList<PodLog> Pods => _pods;

    /// <summary>The pod whose log is to be read next; null when all were read.</summary>
    public PodLog? Current => _pods.Find(p => !p.IsDone);

    /// <summary>The last lines, while those before are still being read; null when lines are given out at once.</summary>
    public Queue<LogLine>? Tail { get; set; }

    /// <summary>True as long as it is not known where the last lines begin.</summary>
    public bool IsTailSought { get; set; }

    /// <summary>True if the last lines that there are now are in <see cref="Tail"/>.</summary>
    public bool IsTailRead => Current is null || (Current == _pods[^1] && Current.IsCaughtUp);

    /// <summary>Takes over the pods that the service knows now.</summary>
    /// <param name="pods">The pods, oldest first.</param>
    /// <param name="create">Makes one that is new.</param>
    /// <returns>The pods, in the same order.</returns>
    public IReadOnlyList<PodLog> Update(IReadOnlyList<DlcPod> pods, Func<DlcPod, PodLog> create)
    {
        var known = pods.Select(pod => Find(pod) ?? create(pod)).ToList();
        _pods = [.. _pods.Except(known), .. known];
        return known;
    }

    /// <summary>Keeps a line for <see cref="Tail"/>.</summary>
    /// <returns>False if it is to be given out at once.</returns>
    public bool TryKeep(in LogLine line, int? count)
    {
        if (Tail is not { } tail) return false;
        tail.Enqueue(line);
        if (tail.Count > count) tail.Dequeue();
        return true;
    }

    private PodLog? Find(DlcPod pod)
    {
        if (_pods.Find(p => p.Uid == pod.PodUid) is { } found) return found;
        // A pod may get its unique id after it is listed, but it is the same one.
        if (_pods is not [.., { Uid: null } last]) return null;
        last.Uid = pod.PodUid;
        return last;
    }
}
