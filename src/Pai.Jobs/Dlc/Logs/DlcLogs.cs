using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// The logs of jobs on PAI-DLC, each line once, with one budget of calls for all that are read. Safe for any number of threads.
/// </summary>
/// <param name="client">The client, which is not disposed.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Gets messages about failures, never a line of a log.</param>
/// <param name="options">The pace; null for the usual.</param>
internal sealed class DlcLogs(DlcClient client, TimeProvider clock, ILogger logger, DlcLogOptions? options = null)
{
    private readonly DlcLogOptions _options = options ?? new();
    private readonly CallBudget _budget = new((options ?? new()).CallsPerSecond, clock);
    private readonly FilterPrecision _precision = new();

    public DlcLogOptions Options => _options;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;

    /// <summary>The lines of a job, in order for each node.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="query">Which lines.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    /// <exception cref="JobException">The job has no such node.</exception>
    /// <exception cref="ArgumentException">The position is not one of this job.</exception>
    /// <exception cref="PaiServiceException">
    /// The service refused a request; or, unless the log is followed, cannot be reached for a minute.
    /// </exception>
    public IAsyncEnumerable<LogLine> ReadAsync(string jobId, LogQuery query, CancellationToken cancellationToken) =>
        new JobLogReader(this, jobId, query).ReadAsync(cancellationToken);

    public async Task<DlcJob> GetJobAsync(string jobId, CancellationToken cancellationToken)
    {
        await _budget.WaitAsync(cancellationToken).ConfigureAwait(false);
        return await client.GetJobAsync(jobId, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public PodLogReader CreateReader(string jobId, PodLog pod, long? end) =>
        new((window, token) => ReadWindowAsync(jobId, pod, window, token), pod.From, end, clock, _options.Pod, _precision);

    public async ValueTask<IReadOnlyList<string>> ReadWindowAsync(
        string jobId, PodLog pod, LogWindow window, CancellationToken cancellationToken)
    {
        await _budget.WaitAsync(cancellationToken).ConfigureAwait(false);
        var lines = new DlcLines
        {
            Start = DateTimeOffset.FromUnixTimeSeconds(window.Start),
            End = window.End is { } end ? DateTimeOffset.FromUnixTimeSeconds(end) : null,
            MaxCount = _options.Pod.MaxLines,
        };
        try
        {
            var answer = await client.GetPodLogsAsync(jobId, pod.PodId, pod.Uid, lines, cancellationToken).ConfigureAwait(false);
            return answer.Logs ?? [];
        }
        catch (PaiServiceException e) when (HasNoLog(pod, e))
        {
            return [];
        }
    }

    /// <summary>A pod that has not begun has no log, whatever the service calls that.</summary>
    private static bool HasNoLog(PodLog pod, PaiServiceException e) =>
        e.Kind is PaiServiceErrorKind.NotFound or PaiServiceErrorKind.WrongState
        || (pod.IsPending && e.Kind == PaiServiceErrorKind.Invalid);
}
