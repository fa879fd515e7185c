using System.Globalization;

namespace Pai.Jobs.Tests;

/// <summary>What a cloud keeps: jobs with ids of its own, which really run on this machine. Several clients share it.</summary>
internal sealed class RemoteService(LocalBackend engine)
{
    /// <summary>A list has a new job only after it was asked for so often.</summary>
    private const int ListLag = 2;

    private readonly Lock _lock = new();
    private readonly List<Job> _jobs = [];
    private int _answersToLose;

    public LocalBackend Engine => engine;

    /// <summary>Loses the answer to the next submission.</summary>
    public void LoseNextAnswer() => Interlocked.Increment(ref _answersToLose);

    public bool LosesAnswer() => Interlocked.CompareExchange(ref _answersToLose, 0, 1) == 1;

    /// <summary>Gives a job an id: nobody can know it before.</summary>
    public string Add(string localId, JobMarker marker)
    {
        lock (_lock)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"remote-{_jobs.Count + 1}");
            _jobs.Add(new(id, localId, marker));
            return id;
        }
    }

    public string? TryGetLocalId(string id)
    {
        lock (_lock) return _jobs.Find(j => j.Id == id)?.LocalId;
    }

    public string? TryGetId(string localId)
    {
        lock (_lock) return _jobs.Find(j => j.LocalId == localId)?.Id;
    }

    /// <summary>The jobs that a list has by now. Each question brings the younger ones nearer.</summary>
    public IReadOnlyList<Job> List()
    {
        lock (_lock) return [.. _jobs.Where(j => j.Questions++ >= ListLag)];
    }

    public sealed class Job(string id, string localId, JobMarker marker)
    {
        public string Id => id;

        public string LocalId => localId;

        public JobMarker Marker => marker;

        public int Questions { get; set; }
    }
}
