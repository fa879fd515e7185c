using System.Threading.Channels;
using Pai.Jobs;

namespace JobService;

/// <summary>Waits for the jobs that this service has submitted: their ends are logged and measured. The jobs outlive it.</summary>
internal sealed partial class RunningJobs(ILogger<RunningJobs> logger) : BackgroundService
{
    private readonly Channel<JobRun> _submitted = Channel.CreateUnbounded<JobRun>();

    public void Watch(JobRun run) => _submitted.Writer.TryWrite(run);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Parallel.ForEachAsync(
        _submitted.Reader.ReadAllAsync(stoppingToken),
        new ParallelOptions { MaxDegreeOfParallelism = 1000, CancellationToken = stoppingToken },
        WaitAsync);

    private async ValueTask WaitAsync(JobRun run, CancellationToken cancellationToken)
    {
        try
        {
            var status = await run.WaitAsync(cancellationToken);
            Ended(run.Name, run.Id, status);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Lost(run.Name, run.Id, e);
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "Job {Name} ({Id}) ended as {Status}")]
    private partial void Ended(string name, string id, JobStatus status);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "Job {Name} ({Id}) is not watched any more")]
    private partial void Lost(string name, string id, Exception e);
}
