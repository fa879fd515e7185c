using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The state that all parts of one call share: the client, the options, the counters and the limits.</summary>
internal sealed class TransferCall(
    OssClient client, TransferOptions options, string stateFolder, TimeProvider time, TransferSpan? span = null) : IDisposable
{
    private static readonly TimeSpan s_cleanUpTimeout = TimeSpan.FromSeconds(15);

    private readonly BandwidthLimiter? _limiter = options.MaxBytesPerSecond is { } rate ? new(rate, time) : null;
    private readonly SemaphoreSlim _slots = new(options.MaxParallel);

    public OssClient Client => client;

    public TransferOptions Options => options;

    public TransferMeter Meter { get; } = new(options.Progress, time);

    /// <summary>The checkpoint of an upload, and its lock: the source's folder may not be writable.</summary>
    public string StateFile(OssObjectAddress target, string extension) =>
        Path.Combine(stateFolder, OwnFiles.Stem($"{target.Bucket.Endpoint}\n{target.Bucket.Name}\n{target.Key}") + extension);

    /// <exception cref="PaiException">It cannot be created.</exception>
    public void CreateStateFolder()
    {
        try
        {
            Directory.CreateDirectory(stateFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PaiException(
                $"The folder for checkpoints of uploads, {stateFolder}, cannot be created: {e.Message} XDG_STATE_HOME names another one; "
                + "Resume = false does without.",
                e);
        }
    }

    /// <summary>Waits for one of the requests that may run at once; disposing what it gives ends that.</summary>
    public async ValueTask<Slot> EnterAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new(_slots);
    }

    /// <summary>Bytes are about to pass.</summary>
    public async ValueTask PassAsync(int bytes, CancellationToken cancellationToken)
    {
        if (_limiter is not null) await _limiter.TakeAsync(bytes, cancellationToken).ConfigureAwait(false);
        Meter.AddMoved(bytes);
    }

    /// <summary>Does something for many things, as many at once as may be.</summary>
    public Task ForEachAsync<T>(IEnumerable<T> items, Func<T, CancellationToken, ValueTask> action, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(
            items, new ParallelOptions { MaxDegreeOfParallelism = options.MaxParallel, CancellationToken = cancellationToken }, action);

    /// <summary>
    /// Begins a multipart upload. A cancel waits for the answer, but not for long: without the id that it has, what was begun cannot be
    /// aborted.
    /// </summary>
    public async Task<OssMultipartUpload> InitiateAsync(
        OssObjectAddress target, OssObjectSettings settings, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var _ = cancellationToken.Register(() => late.CancelAfter(s_cleanUpTimeout));
        return await client.InitiateMultipartAsync(target, settings, late.Token).ConfigureAwait(false);
    }

    /// <summary>A token for what has to be done after the call was cancelled too. It does not wait for long.</summary>
    public CancellationTokenSource CleanUpToken() => new(s_cleanUpTimeout, time);

    /// <summary>Waits for all of the call, and tells its span.</summary>
    public async Task<IReadOnlyList<TransferredFile>> EndAsync(Task<IReadOnlyList<TransferredFile>> files, OssUri location)
    {
        if (span is null) return await files.ConfigureAwait(false);
        span.At(location);
        try
        {
            var all = await files.ConfigureAwait(false);
            span.Succeeded(Meter.Moved, all.Count);
            return all;
        }
        catch (Exception e)
        {
            span.Failed(e);
            throw;
        }
    }

    public void Dispose()
    {
        span?.Dispose();
        Meters.Moved(TransferSpan.OperationOf(options), Meter.Moved);
        _slots.Dispose();
    }

    /// <summary>One of the requests that may run at once.</summary>
    public readonly struct Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
