using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>PAI-DLC on the emulator: what its jobs do, and what it has.</summary>
public sealed class EmulatedDlc
{
    private readonly JobStore _jobs;
    private Func<EmulatedJobInfo, EmulatedJob?>? _onCreate;

    internal EmulatedDlc(JobStore jobs) => _jobs = jobs;

    /// <summary>The jobs that are not deleted, oldest first.</summary>
    public IReadOnlyList<EmulatedJobInfo> Jobs => _jobs.Show();

    /// <summary>
    /// How far ListJobs is behind: a job is in the list only so long after its creation, and its status is that of then. Zero by default.
    /// </summary>
    public TimeSpan ListDelay { get; set; }

    /// <summary>The most lines of one GetPodLogs, whatever a request asks for; 2000 by default.</summary>
    public int MaxLogLines { get; set; } = 2000;

    /// <summary>True if a log that is too long is cut at its end; false, the default, if it is cut at its beginning.</summary>
    public bool CutsLogEnd { get; set; }

    /// <summary>The precision of times in GetPodLogs: both ends of its window are multiples of it. One second by default.</summary>
    public TimeSpan LogPrecision { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The instance types that ListEcsSpecs returns; empty by default.</summary>
    public IReadOnlyList<EmulatedInstanceType> InstanceTypes { get; set; } = [];

    /// <summary>Says which script a new job follows. The last call counts; jobs that exist keep theirs.</summary>
    /// <param name="script">Gets the job; null for one that succeeds at once.</param>
    public void OnCreate(Func<EmulatedJobInfo, EmulatedJob?> script)
    {
        ArgumentNullException.ThrowIfNull(script);
        Volatile.Write(ref _onCreate, script);
    }

    internal EmulatedJob ScriptOf(EmulatedJobInfo job) => Volatile.Read(ref _onCreate)?.Invoke(job) ?? new();
}
