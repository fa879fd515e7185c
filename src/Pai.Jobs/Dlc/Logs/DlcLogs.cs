using System.Collections.Concurrent;
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
    private readonly ConcurrentDictionary<string, int> _ends = new(StringComparer.Ordinal);

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

    /// <summary>
    /// The exit code in the launch script's last line, of a job that has ended; null where there is no such line. Of several nodes it is
    /// the first code that is neither 0 nor a signal's, else the first that is not 0: the nodes beside a failed one are killed.
    /// </summary>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Cancels the reading, which else waits for a service that cannot be reached.</param>
    /// <exception cref="JobNotFoundException">The job does not exist.</exception>
    /// <exception cref="PaiServiceException">The service refused a request.</exception>
    public async Task<int?> ReadExitCodeAsync(string jobId, CancellationToken cancellationToken)
    {
        if (_ends.TryRemove(jobId, out var read)) return read;
        // The last lines may still be on their way: following waits for them.
        var reader = new JobLogReader(this, jobId, new() { Tail = 1, Follow = true });
        await foreach (var _ in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
        }

        _ends.TryRemove(jobId, out _);
        return reader.ExitCode;
    }

    /// <summary>Takes note of the exit code of a failed job whose log was read to its end: it need not be read again for that.</summary>
    public void NoteEnd(string jobId, int exitCode) => _ends[jobId] = exitCode;

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
