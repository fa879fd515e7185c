namespace Pai.Jobs.Internal.Emulator;

/// <summary>
/// The jobs that wait for resources. The clock may move on by hours between two looks at it: what would have happened meanwhile, a job that
/// ends and lets another begin, is made up for in its order.
/// </summary>
internal sealed class JobQueue(Supply supply)
{
    private readonly List<StoredJob> _waiting = [];
    private readonly List<StoredJob> _holding = [];
    private DateTimeOffset _settled;
    private bool _isDisturbed;

    public void Add(StoredJob job)
    {
        _waiting.Add(job);
        Disturb();
    }

    /// <summary>Says that something else than the clock has changed: the resources, or a job that was stopped or has ended.</summary>
    public void Disturb() => _isDisturbed = true;

    /// <summary>Lets jobs begin, or give up, up to a time.</summary>
    public void Settle(DateTimeOffset now)
    {
        while (_waiting.Count > 0)
        {
            var next = NextChange(now);
            if (next is null && !_isDisturbed) break;
            var time = next ?? now;
            while (TryBegin(time))
            {
            }

            _settled = time > _settled ? time : _settled;
            if (time >= now) break;
        }

        _isDisturbed = false;
        _settled = now > _settled ? now : _settled;
        _holding.RemoveAll(job => job.Timeline.End <= _settled);
    }

    /// <summary>The first time, up to now, at which a job ends or gives up.</summary>
    private DateTimeOffset? NextChange(DateTimeOffset now)
    {
        var ends = _holding.Select(job => job.Timeline.End);
        var timeouts = _waiting.Select(job => job.Created + supply.AllocationTimeout);
        return ends.Concat(timeouts).Where(time => time > _settled && time <= now).Min();
    }

    /// <summary>Lets the first job begin that can, by priority and then by age: of one quota, no job overtakes another.</summary>
    private bool TryBegin(DateTimeOffset time)
    {
        var blocked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var job in _waiting.OrderByDescending(job => job.Priority).ThenBy(job => job.Number))
        {
            if (job.Timeline.Stopped is not null)
            {
                GiveUp(job);
                return true;
            }

            var missing = job.ResourceId is { } id && blocked.Contains(id)
                ? $"Other jobs before it wait for the quota {id}."
                : supply.Missing(job, _holding.Where(other => !(other.Timeline.End <= time)));
            if (missing is null)
            {
                _waiting.Remove(job);
                if (supply.QuotaOf(job) is not null) _holding.Add(job);
                job.Begin(time);
                return true;
            }

            if (job.Created + supply.AllocationTimeout <= time)
            {
                GiveUp(job);
                job.Timeline.Add(new(time, "Failed", "ResourceAllocateFailed", missing));
                return true;
            }

            if (job.Timeline.At(time).Status == "Creating")
            {
                job.Timeline.Add(new(time, "Queuing", null, null));
                job.AddEvent(time, missing, pod: null);
            }

            if (job.ResourceId is not null) blocked.Add(job.ResourceId);
        }

        return false;
    }

    private void GiveUp(StoredJob job)
    {
        _waiting.Remove(job);
        job.Execution?.Abandon();
    }
}
