using System.Security.Cryptography;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The jobs of PAI-DLC. All that reads or changes a job is done within <see cref="Gate"/>.</summary>
internal sealed class JobStore(TimeProvider clock)
{
    private int _last;

    public Lock Gate { get; } = new();

    /// <summary>In the order of their creation.</summary>
    public OrderedDictionary<string, StoredJob> Jobs { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static string NewId() => "dlc" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 16);

    /// <summary>Adds a new job, within the lock.</summary>
    public void Add(StoredJob job)
    {
        job.Number = ++_last;
        Jobs.Add(job.Id, job);
    }

    public DateTimeOffset Now() => clock.GetUtcNow();

    public StoredJob Find(string id) => Jobs.TryGetValue(id, out var job) ? job : throw PaiErrors.NotFound("job", id);

    public IReadOnlyList<EmulatedJobInfo> Show()
    {
        lock (Gate) return [.. Jobs.Values.Select(job => job.Show(job.Timeline.At(Now()).Status))];
    }
}
