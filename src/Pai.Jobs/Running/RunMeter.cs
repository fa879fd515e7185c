using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Running;

/// <summary>
/// Measures the runs that a watcher sees, each end once. The watcher's lock guards it. A run that had ended before this process knew it
/// does not count.
/// </summary>
/// <param name="backend">The name of the backend.</param>
internal sealed class RunMeter(string backend)
{
    /// <summary>The most runs that are remembered: a program may submit and never wait.</summary>
    private const int MaxRuns = 10_000;

    private readonly OrderedDictionary<string, Known> _runs = new(StringComparer.Ordinal);

    public void Submitted(JobInfo run)
    {
        if (!Meters.CountsRuns) return;
        MakeRoom();
        _runs.TryAdd(run.Id, new(run.RecordName, null));
    }

    public void See(JobInfo run)
    {
        if (!Meters.CountsRuns && _runs.Count == 0) return;
        if (run.Status.HasResult())
        {
            if (!_runs.Remove(run.Id, out var known)) return;
            Change(known, null);
            RunTelemetry.Ended(run.RecordName is null ? run with { RecordName = known.Record } : run, backend);
            return;
        }

        if (!_runs.TryGetValue(run.Id, out var last))
        {
            MakeRoom();
            last = new(run.RecordName, null);
        }

        _runs[run.Id] = Change(last, RunTelemetry.StateOf(run.Status));
    }

    /// <summary>The run is not waited for any more. Its end still counts, if it is waited for again.</summary>
    public void Leave(string id)
    {
        if (_runs.TryGetValue(id, out var known)) _runs[id] = Change(known, null);
    }

    public void Clear()
    {
        foreach (var known in _runs.Values) Change(known, null);
        _runs.Clear();
    }

    /// <summary>Forgets the oldest run that is not waited for.</summary>
    private void MakeRoom()
    {
        if (_runs.Count < MaxRuns) return;
        for (var i = 0; i < _runs.Count; i++)
        {
            if (_runs.GetAt(i).Value.State is not null) continue;
            _runs.RemoveAt(i);
            return;
        }
    }

    private Known Change(Known known, string? state)
    {
        if (known.State == state) return known;
        if (known.State is { } last) Meters.Active(-1, known.Record, backend, last);
        if (state is not null) Meters.Active(1, known.Record, backend, state);
        return known with { State = state };
    }

    /// <param name="Record">The full name of the record.</param>
    /// <param name="State">The state in which it was counted; null while it is not waited for.</param>
    private readonly record struct Known(string? Record, string? State);
}
