using System.Runtime.ExceptionServices;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Collects how the files of a call ended.</summary>
/// <param name="transfer">The call, as the start of a sentence.</param>
internal sealed class TransferOutcome(string transfer)
{
    private readonly Lock _gate = new();
    private readonly List<TransferredFile> _files = [];
    private readonly List<TransferFailure> _failures = [];
    private readonly List<string> _kept = [];
    private volatile bool _isHopeless;
    private int _notTried;

    /// <summary>Moves one file; its failure does not end the others, but a cancel does.</summary>
    public async ValueTask TryAsync(string name, Func<Task<TransferredFile>> move, CancellationToken cancellationToken)
    {
        if (_isHopeless)
        {
            Interlocked.Increment(ref _notTried);
            return;
        }

        try
        {
            Add(await move().ConfigureAwait(false));
        }
        catch (Exception e)
        {
            var stop = e as TransferStop;
            var cause = stop?.Cause ?? e;
            lock (_gate) _kept.AddRange(stop?.Kept ?? []);
            cancellationToken.ThrowIfCancellationRequested();
            if (!IsExpected(cause)) ExceptionDispatchInfo.Throw(cause);
            if (TransferStop.ConcernsAll(cause)) _isHopeless = true;
            Add(new TransferFailure { Name = name, Message = cause.Message, Exception = cause, Kept = stop?.Kept ?? [] });
        }
    }

    public void Add(TransferredFile file)
    {
        lock (_gate) _files.Add(file);
    }

    public void Add(TransferFailure failure)
    {
        lock (_gate) _failures.Add(failure);
    }

    /// <summary>Waits for all files: then there is a list of them, or one exception.</summary>
    /// <exception cref="OssTransferException">At least one has failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the message names what stays.</exception>
    public async Task<IReadOnlyList<TransferredFile>> EndAsync(Task work, CancellationToken cancellationToken)
    {
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            var kept = _kept.Count == 0 ? "" : $" The same call resumes it; kept for that: {string.Join(", ", _kept)}.";
            throw new OperationCanceledException($"{transfer} was cancelled.{kept}", e, cancellationToken);
        }
        catch (Exception e) when (IsExpected(e))
        {
            Add(new TransferFailure { Name = "", Message = e.Message, Exception = e });
        }

        if (_notTried > 0)
        {
            Add(new TransferFailure
            {
                Name = $"{_notTried} more files",
                Message = "They were not tried: they would have failed for the same reason.",
            });
        }

        _failures.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        if (_failures.Count > 0) throw new OssTransferException(transfer, _failures);
        _files.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return _files;
    }

    /// <summary>True if an exception is a failure of the transfer, and not a fault in code.</summary>
    private static bool IsExpected(Exception e) =>
        e is PaiException or IOException or UnauthorizedAccessException or HttpRequestException or OperationCanceledException
            or InvalidDataException or NotSupportedException or ArgumentException;
}
