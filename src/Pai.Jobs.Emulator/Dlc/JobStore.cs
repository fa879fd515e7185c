using System.Security.Cryptography;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The jobs of PAI-DLC. All that reads or changes a job is done within <see cref="Gate"/>.</summary>
internal sealed class JobStore
{
    private readonly TimeProvider _clock;
    private readonly JobQueue _queue;
    private int _last;

    public JobStore(TimeProvider clock) => (_clock, _queue) = (clock, new(Supply));

    public Lock Gate { get; } = new();

    /// <summary>In the order of their creation.</summary>
    public OrderedDictionary<string, StoredJob> Jobs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The resources for jobs.</summary>
    public Supply Supply { get; } = new();

    public static string NewId() => "dlc" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 16);

    /// <summary>Adds a new job, which begins at once if there are resources for it; within the lock.</summary>
    public void Add(StoredJob job)
    {
        job.Number = ++_last;
        Jobs.Add(job.Id, job);
        _queue.Add(job);
        _queue.Settle(job.Created);
    }

    /// <summary>Lets jobs that wait for resources continue, as the clock has moved; within the lock.</summary>
    public void Settle() => _queue.Settle(Now());

    /// <summary>The same when more than the clock has changed.</summary>
    public void Resettle()
    {
        _queue.Disturb();
        Settle();
    }

    /// <summary>Changes the resources for jobs.</summary>
    public void Change(Action<Supply> change)
    {
        lock (Gate)
        {
            Settle();
            change(Supply);
            Resettle();
        }
    }

    public DateTimeOffset Now() => _clock.GetUtcNow();

    public StoredJob Find(string id) => Jobs.TryGetValue(id, out var job) ? job : throw PaiErrors.NotFound("job", id);

    /// <summary>Takes the instances of a job away; false if it does not run on this machine.</summary>
    public bool Preempt(string id)
    {
        lock (Gate) return Jobs.TryGetValue(id, out var job) && job.Execution?.Preempt() == true;
    }

    /// <summary>The end of what runs of a job on this machine; null for a job that does not exist.</summary>
    public Task? EndOf(string id)
    {
        lock (Gate)
        {
            Settle();
            return Jobs.TryGetValue(id, out var job) ? job.Execution?.Completion ?? Task.CompletedTask : null;
        }
    }

    public IReadOnlyList<EmulatedJobInfo> Show()
    {
        lock (Gate)
        {
            Settle();
            return [.. Jobs.Values.Select(job => job.Show(job.Timeline.At(Now()).Status))];
        }
    }
}
