using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Pai.Jobs.Tests;

/// <summary>A backend without an engine: the test writes its log and ends its job.</summary>
internal sealed class FakeBackend : IJobBackend
{
    private readonly Channel<LogLine> _log = Channel.CreateUnbounded<LogLine>();
    private readonly TaskCompletionSource<JobState> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => "fake";

    public List<JobSubmission> Submitted { get; } = [];

    public List<JobProblem> Problems { get; } = [];

    public List<string> Stopped { get; } = [];

    public bool Disposed { get; private set; }

    public Exception? LogFailure { get; set; }

    public Exception? WaitFailure { get; set; }

    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static JobState State(JobStatus status, int? exitCode = null) => new()
    {
        Id = "fake-1",
        Name = "job_1",
        RecordName = TestJob.Definition.RecordName,
        Status = status,
        ExitCode = exitCode,
        ConsoleUrl = new("https://console.example/fake-1"),
        Notes = ["A note on the run."],
        Outputs = new Dictionary<string, DataUri> { ["table"] = OssUri.FromFilePath("/out/table/") },
    };

    public void WriteLog(string text) => _log.Writer.TryWrite(new(DateTimeOffset.UnixEpoch, LogStream.StandardOutput, text));

    public void End(JobState state)
    {
        _log.Writer.TryComplete();
        _end.TrySetResult(state);
    }

    public IReadOnlyList<JobProblem> Validate(JobSubmission submission) => Problems;

    public Task<IReadOnlyList<string>> DescribeAsync(JobSubmission submission, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>(["a note"]);

    public Task<JobState> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken)
    {
        Submitted.Add(submission);
        return Task.FromResult(State(JobStatus.Creating));
    }

    public Task<JobState> GetAsync(string jobId, CancellationToken cancellationToken) =>
        jobId == "fake-1" ? Task.FromResult(State(JobStatus.Running)) : throw new JobNotFoundException(jobId, $"There is no job {jobId}.");

    public async Task<JobState> WaitAsync(string jobId, CancellationToken cancellationToken)
    {
        Waiting.TrySetResult();
        if (WaitFailure is { } failure) throw failure;
        return await _end.Task.WaitAsync(cancellationToken);
    }

    public async IAsyncEnumerable<JobState> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return State(JobStatus.Running);
    }

    public async IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in _log.Reader.ReadAllAsync(cancellationToken)) yield return line;
        if (LogFailure is { } failure) throw failure;
    }

    public async IAsyncEnumerable<JobEvent> ReadEventsAsync(string jobId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        yield return new(DateTimeOffset.UnixEpoch, "happened");
    }

    public Task StopAsync(string jobId, CancellationToken cancellationToken)
    {
        Stopped.Add(jobId);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}
