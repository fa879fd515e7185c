namespace Pai.Jobs;

/// <summary>An engine that runs jobs. Implement it to plug another one in; <see cref="PaiSession"/> takes it as an option.</summary>
/// <remarks>All members may be called from several threads at once. Ids are the backend's own and stay valid across processes.</remarks>
public interface IJobBackend : IAsyncDisposable
{
    /// <summary>The name in configuration and messages: <c>local</c>, <c>dlc</c>.</summary>
    string Name { get; }

    /// <summary>What this backend cannot do of a submission, all of it, without any effect. Called before <see cref="SubmitAsync"/>.</summary>
    /// <param name="submission">The job, completely resolved.</param>
    /// <returns>The problems; empty when the job can be submitted.</returns>
    IReadOnlyList<JobProblem> Validate(JobSubmission submission);

    /// <summary>What this backend would add, upload and send: the backend's part of <see cref="JobPlan"/>, without doing it.</summary>
    /// <param name="submission">The job, completely resolved.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Lines for people, in order.</returns>
    Task<IReadOnlyList<string>> DescribeAsync(JobSubmission submission, CancellationToken cancellationToken);

    /// <summary>Starts a job and returns at once. When it throws, no job was left behind, or the exception names it.</summary>
    /// <param name="submission">The job, completely resolved and validated.</param>
    /// <param name="cancellationToken">Ends the call early; what was begun is undone.</param>
    /// <returns>The job's first state.</returns>
    Task<JobState> SubmitAsync(JobSubmission submission, CancellationToken cancellationToken);

    /// <summary>The state of a job now.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="JobNotFoundException">There is no such job.</exception>
    Task<JobState> GetAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Waits until a job has ended, and returns its last state.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait; the job goes on.</param>
    /// <exception cref="JobNotFoundException">There is no such job.</exception>
    Task<JobState> WaitAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>The jobs that this backend knows, newest first.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    IAsyncEnumerable<JobState> ListAsync(CancellationToken cancellationToken);

    /// <summary>The lines that a job wrote, in order for each stream.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="follow">Whether to go on until the job has ended and its last line was read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="JobNotFoundException">There is no such job.</exception>
    IAsyncEnumerable<LogLine> ReadLogsAsync(string jobId, bool follow, CancellationToken cancellationToken);

    /// <summary>What happened to a job, in order.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="JobNotFoundException">There is no such job.</exception>
    IAsyncEnumerable<JobEvent> ReadEventsAsync(string jobId, CancellationToken cancellationToken);

    /// <summary>Asks a job to stop, and returns when the request is on record. A job that has ended already is left as it is.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <exception cref="JobNotFoundException">There is no such job.</exception>
    Task StopAsync(string jobId, CancellationToken cancellationToken);
}
