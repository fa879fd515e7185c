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
    /// Runs the jobs that have no script: their command in a sandbox of this machine for each pod, with the emulator's buckets as their
    /// storage. False by default: such a job succeeds at once.
    /// </summary>
    /// <remarks>
    /// It needs namespaces of Linux; where they do not work, CreateJob is refused with <c>EmulatorCannotExecute</c>. Images are not pulled:
    /// a job sees the files of this machine.
    /// </remarks>
    public bool ExecutesJobs { get; set; }

    /// <summary>
    /// Lets a job that is run here fail if it has used a writable mount in a way that the service's mounts do not allow, as far as that
    /// shows afterwards: symbolic links, special files, files with holes, and, without <c>EnableOssAppend</c>, files that were appended to.
    /// False by default: links and special files are left out, and the rest is uploaded.
    /// </summary>
    public bool RefusesWhatMountsCannot { get; set; }

    /// <summary>
    /// The delay of ListJobs: a new job is listed only after this time, and its listed status is as old as this. Zero by default.
    /// </summary>
    public TimeSpan ListDelay { get; set; }

    /// <summary>The most lines of one GetPodLogs, whatever a request asks for; 2000 by default.</summary>
    public int MaxLogLines { get; set; } = 2000;

    /// <summary>True if a log that is too long is cut at its end; false, the default, if it is cut at its beginning.</summary>
    public bool CutsLogEnd { get; set; }

    /// <summary>The precision of times in GetPodLogs: both ends of its window are multiples of it. One second by default.</summary>
    public TimeSpan LogPrecision { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The delay after which GetPodLogs has a line, with the time at which it was written; zero by default.</summary>
    public TimeSpan LogDelay { get; set; }

    /// <summary>
    /// The instance types that ListEcsSpecs returns; by default those of this project's catalog whose sizes are known, all in stock. A job
    /// on one that is out of stock queues until it is there.
    /// </summary>
    public IReadOnlyList<EmulatedInstanceType> InstanceTypes
    {
        get => _jobs.Supply.InstanceTypes;
        set => _jobs.Change(supply => supply.InstanceTypes = value);
    }

    /// <summary>The quotas with limits; none by default. Jobs on another <c>ResourceId</c> have all they ask for.</summary>
    public IReadOnlyList<EmulatedQuota> Quotas
    {
        get => _jobs.Supply.Quotas;
        set => _jobs.Change(supply => supply.Quotas = value);
    }

    /// <summary>
    /// The time after which a job that waits for stock or a quota fails with <c>ResourceAllocateFailed</c>; null, the default, for never.
    /// </summary>
    public TimeSpan? AllocationTimeout
    {
        get => _jobs.Supply.AllocationTimeout;
        set => _jobs.Change(supply => supply.AllocationTimeout = value);
    }

    /// <summary>Puts an instance type in stock, or out of it. Jobs that have begun are not affected.</summary>
    /// <param name="instanceType">The name; one that is not in <see cref="InstanceTypes"/> is added.</param>
    /// <param name="isAvailable">True if it is in stock.</param>
    /// <param name="hasSpotStock">True if it is as a spot instance; null for the same.</param>
    public void SetStock(string instanceType, bool isAvailable, bool? hasSpotStock = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceType);
        _jobs.Change(supply =>
        {
            var old = supply.InstanceTypes.FirstOrDefault(type => type.Name == instanceType) ?? new(instanceType, Cpu: 2, MemoryGiB: 8);
            var changed = old with { IsAvailable = isAvailable, HasSpotStock = hasSpotStock ?? isAvailable };
            supply.InstanceTypes = [.. supply.InstanceTypes.Where(type => type.Name != instanceType), changed];
        });
    }

    /// <summary>Says which script a new job follows. The last call counts; jobs that exist keep theirs.</summary>
    /// <param name="script">
    /// Gets the job; null for one that is run (<see cref="ExecutesJobs"/>), or else succeeds at once.
    /// </param>
    public void OnCreate(Func<EmulatedJobInfo, EmulatedJob?> script)
    {
        ArgumentNullException.ThrowIfNull(script);
        Volatile.Write(ref _onCreate, script);
    }

    /// <summary>
    /// Takes the instances of a job away that is run on this machine: its pods are asked to end, and others start in their places, as
    /// <see cref="EmulatedJob.Preempt"/> does it by script. What is in the mounts stays, other files do not.
    /// </summary>
    /// <param name="jobId">The id.</param>
    /// <exception cref="ArgumentException">The job does not exist, or does not run on this machine now.</exception>
    public void Preempt(string jobId)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        if (!_jobs.Preempt(jobId)) throw new ArgumentException($"The job '{jobId}' does not run on this machine.", nameof(jobId));
    }

    /// <summary>Waits until a job that is run on this machine has ended, and its outputs are uploaded.</summary>
    /// <param name="jobId">The id.</param>
    /// <param name="cancellationToken">Cancels the wait; the job continues.</param>
    /// <returns>The job; one that follows a script as it is now.</returns>
    /// <exception cref="ArgumentException">The job does not exist.</exception>
    public async Task<EmulatedJobInfo> WaitAsync(string jobId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(jobId);
        if (_jobs.EndOf(jobId) is { } end) await end.WaitAsync(cancellationToken);
        return Jobs.FirstOrDefault(job => job.JobId == jobId)
            ?? throw new ArgumentException($"The job '{jobId}' does not exist.", nameof(jobId));
    }

    internal EmulatedJob? ScriptOf(EmulatedJobInfo job) => Volatile.Read(ref _onCreate)?.Invoke(job);
}
