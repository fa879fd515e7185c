using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>
/// The exit codes of jobs that have failed, which only the last line of the launch script tells. Each is read once, when someone asks for
/// it.
/// </summary>
internal sealed class DlcEnds(DlcLogs logs, TimeProvider clock, ILogger logger)
{
    /// <summary>A job that has just ended may have its last lines on their way for ten seconds.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    /// <summary>By the id of the job; null where the log was read to its end and has no code.</summary>
    private readonly ConcurrentDictionary<string, int?> _codes = new(StringComparer.Ordinal);

    /// <summary>The state of a job with its exit code, where that was read before.</summary>
    public JobInfo Known(JobInfo info) => _codes.TryGetValue(info.Id, out var code) ? With(info, code) : info;

    /// <summary>The state of a job with its exit code.</summary>
    public async Task<JobInfo> ReadAsync(JobInfo info, CancellationToken cancellationToken)
    {
        // A job of another program has no such line, and one with another cause is explained.
        if (info.ExitCode is not null || info.RecordName is null || info.FailureCause != JobFailureCause.Unknown) return info;
        if (_codes.TryGetValue(info.Id, out var known)) return With(info, known);
        using var timeout = new CancellationTokenSource(s_longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var code = await logs.ReadExitCodeAsync(info.Id, either.Token).ConfigureAwait(false);
            _codes[info.Id] = code;
            return With(info, code);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && e is PaiException or OperationCanceledException)
        {
            DlcLogMessages.Unreadable(logger, info.Id, e.Message);
            return info;
        }
    }

    private static JobInfo With(JobInfo info, int? code) =>
        code is null || info.ExitCode is not null ? info : info with { ExitCode = code, FailureCause = DlcCauses.Of(info, code.Value) };
}
