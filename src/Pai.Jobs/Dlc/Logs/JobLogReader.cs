using System.Runtime.CompilerServices;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Reads the logs of all pods of a job, once.</summary>
internal sealed class JobLogReader(DlcLogs logs, string jobId, LogQuery query)
{
    /// <summary>Above it, a shell tells of a signal.</summary>
    private const int MaxOwnCode = 128;

    private readonly JobPods _pods = new(logs, jobId, query);
    private readonly LogTrouble _trouble = new();
    private TimeSpan _lookInterval = logs.Options.ShortestInterval;
    private DateTimeOffset _nextLook;
    private long? _end;

    /// <summary>
    /// The exit code of the job, as far as the lines that were read tell it: of several nodes, the first that is neither 0 nor a signal's.
    /// </summary>
    public int? ExitCode
    {
        get
        {
            var codes = _pods.Nodes.Select(n => n.Pods[^1].ExitCode).OfType<int>();
            var inOrder = codes.OrderBy(c => c == 0 ? 2 : c > MaxOwnCode ? 1 : 0).ToList();
            return inOrder.Count > 0 ? inOrder[0] : null;
        }
    }

    private DateTimeOffset Now => logs.Clock.GetUtcNow();

    public async IAsyncEnumerable<LogLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _pods.Begin();
        _end = LastSecond();
        while (true)
        {
            await LookAtJobAsync(cancellationToken).ConfigureAwait(false);
            if (_trouble.TakeNote() is { } note) yield return LogLines.OfSystem(note, node: null);
            foreach (var node in _pods.Nodes)
            {
                while (node.Current is { } pod && pod.NextLook <= Now)
                {
                    // A position has a start in every node.
                    if (!node.IsTailSought && _pods.Nodes.Any(n => n.IsTailSought)) break;
                    var asked = Now;
                    var batch = await StepAsync(node, pod, cancellationToken).ConfigureAwait(false);
                    if (pod.Trouble.TakeNote() is { } problem) yield return LogLines.OfSystem(problem, node.Name);
                    if (batch is null) continue;
                    foreach (var line in LogLines.Of(batch, pod, _pods))
                    {
                        if (node.TryKeep(line, query.Tail)) continue;
                        yield return line;
                        cancellationToken.ThrowIfCancellationRequested();
                    }

                    pod.Take(batch, asked, query.Follow);
                }
            }

            foreach (var line in _pods.TakeTails()) yield return line;
            if (IsOver())
            {
                if (_pods.IsEnded && ExitCode is { } code and not 0) logs.NoteEnd(jobId, code);
                yield break;
            }

            await DelayAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The last second to read: before the end that was asked for; and now, where later lines are not waited for.</summary>
    private long? LastSecond()
    {
        var until = query.Until?.AddTicks(-1).ToUnixTimeSeconds();
        var now = query.Follow ? null : (long?)Now.ToUnixTimeSeconds();
        return until < now ? until : now ?? until;
    }

    private async Task LookAtJobAsync(CancellationToken cancellationToken)
    {
        if (_pods.IsEnded || Now < _nextLook) return;
        try
        {
            await _pods.LookAsync(cancellationToken).ConfigureAwait(false);
            _trouble.End();
            // When all logs have ended, the end of the job is near.
            var isNear = _pods.Nodes.Count > 0 && _pods.Nodes.All(n => n.Current?.HasEnded != false);
            _nextLook = Now + _lookInterval;
            var longer = _lookInterval * 1.5 < logs.Options.LongestInterval ? _lookInterval * 1.5 : logs.Options.LongestInterval;
            _lookInterval = isNear ? logs.Options.ShortestInterval : longer;
        }
        catch (PaiServiceException e) when (MayPass(e, _trouble))
        {
            _nextLook = Now + _trouble.Add(e, Now);
            DlcLogMessages.Unreadable(logs.Logger, jobId, e.Message);
        }
    }

    /// <returns>New lines; null where there is nothing to be given out yet.</returns>
    private async Task<LogBatch?> StepAsync(NodeLog node, PodLog pod, CancellationToken cancellationToken)
    {
        try
        {
            if (node.IsTailSought)
            {
                await TailSearch.SkipAsync(logs, jobId, node, query.Tail!.Value, _end, cancellationToken).ConfigureAwait(false);
                node.IsTailSought = false;
                return null;
            }

            var batch = await pod.StepAsync(p => logs.CreateReader(jobId, p, _end), cancellationToken).ConfigureAwait(false);
            pod.Trouble.End();
            return batch;
        }
        catch (PaiServiceException e) when (MayPass(e, pod.Trouble))
        {
            pod.Postpone(Now + pod.Trouble.Add(e, Now));
            DlcLogMessages.Unreadable(logs.Logger, jobId, e.Message);
            return null;
        }
    }

    private bool MayPass(PaiServiceException e, LogTrouble trouble) =>
        LogTrouble.IsPassing(e) && (query.Follow || !trouble.IsLong(Now));

    private bool IsOver()
    {
        if (!_pods.IsKnown || _pods.Nodes.Any(n => n.Current is not null)) return false;
        return !query.Follow || _pods.IsEnded || query.Until <= Now;
    }

    private Task DelayAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var next = _pods.IsEnded ? DateTimeOffset.MaxValue : _nextLook;
        if (query.Until is { } until && until > now && until < next) next = until;
        foreach (var node in _pods.Nodes)
            if (node.Current is { } pod && pod.NextLook < next) next = pod.NextLook;
        return Delays.WaitAsync(next > now ? next - now : TimeSpan.Zero, logs.Clock, cancellationToken);
    }
}
