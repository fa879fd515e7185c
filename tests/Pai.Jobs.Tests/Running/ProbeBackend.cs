using System.Collections.Concurrent;

namespace Pai.Jobs.Tests;

/// <summary>A backend that answers questions for statuses as a test says, and counts them. It can do nothing else.</summary>
internal sealed class ProbeBackend : JobBackend
{
    /// <summary>Long enough for a busy machine, short enough to find out that something hangs.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    public ProbeBackend(
        TimeProvider clock, Func<IReadOnlyCollection<string>, Task<IReadOnlyList<JobInfo>>> answer, RecordingLogger? logger = null)
    {
        Answer = answer;
        Open(logger is null ? new() { TimeProvider = clock } : new() { TimeProvider = clock, Logger = logger });
    }

    public ProbeBackend(TimeProvider clock, Func<string, JobStatus> status)
        : this(clock, ids => Task.FromResult<IReadOnlyList<JobInfo>>([.. ids.Select(id => Info(id, status(id)))]))
    {
    }

    public override string Name => "probe";

    public override PollInterval PollInterval { get; } = new();

    public Func<IReadOnlyCollection<string>, Task<IReadOnlyList<JobInfo>>> Answer { get; set; }

    /// <summary>The questions, in order.</summary>
    public ConcurrentQueue<IReadOnlyCollection<string>> Questions { get; } = new();

    public static JobInfo Info(string id, JobStatus status) => new() { Id = id, Name = id, Status = status };

    public void Hint(string jobId) => LookNow(jobId);

    public override Task<IReadOnlyList<JobInfo>> GetAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken)
    {
        Questions.Enqueue(jobIds);
        return Answer(jobIds);
    }

    public override Task<PreparedJob> PrepareAsync(JobSubmission submission, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    protected override Task<JobInfo> SubmitCoreAsync(
        PreparedJob prepared, IProgress<SubmitProgress>? progress, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task<JobInfo?> FindAsync(JobMarker marker, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override IAsyncEnumerable<JobInfo> ListAsync(JobQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, LogQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override IAsyncEnumerable<JobEvent> ReadEventsAsync(string jobId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task<SubmittedValues> ReadValuesAsync(string jobId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public override Task StopAsync(string jobId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override Task DeleteAsync(string jobId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
