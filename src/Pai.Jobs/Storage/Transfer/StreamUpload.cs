namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// Uploads a stream of any length, known or not. Each part is buffered, which is also the copy for another try; the buffers of all parts
/// that are on the way have 32 MiB at most, or one part where it is larger.
/// </summary>
internal sealed class StreamUpload(TransferCall call, OssObjectSettings settings)
{
    private const long MaxBuffered = 32 << 20;

    /// <returns>How it was verified, and the length.</returns>
    public async Task<(TransferVerification Verification, long Length)> RunAsync(
        Stream source, OssObjectAddress target, CancellationToken cancellationToken)
    {
        var first = await BufferAsync(source, 1, cancellationToken).ConfigureAwait(false);
        if (first.Length == call.Options.PartSize)
        {
            var second = await BufferAsync(source, 2, cancellationToken).ConfigureAwait(false);
            if (second.Length > 0) return await UploadPartsAsync(first, second, source, target, cancellationToken).ConfigureAwait(false);
            second.Dispose();
        }

        using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MeteredBody(first, call);
        return (await WholePut.RunAsync(call, target, body, settings, cancellationToken).ConfigureAwait(false), first.Length);
    }

    private async Task<(TransferVerification Verification, long Length)> UploadPartsAsync(
        OssBody first, OssBody second, Stream source, OssObjectAddress target, CancellationToken cancellationToken)
    {
        var parts = new SortedDictionary<int, OssPart>();
        using var all = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        OssMultipartUpload upload;
        try
        {
            upload = await call.InitiateAsync(target, settings, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            first.Dispose();
            second.Dispose();
            throw;
        }

        var running = new Dictionary<Task, long>();
        try
        {
            Start(1, first);
            Start(2, second);
            for (var number = 3; ; number++)
            {
                while (running.Count >= call.Options.MaxParallel
                    || (running.Count > 0 && running.Values.Sum() + PartSizes.InStream(number, call.Options.PartSize) > MaxBuffered))
                {
                    var done = await Task.WhenAny(running.Keys).ConfigureAwait(false);
                    running.Remove(done);
                    await done.ConfigureAwait(false);
                }

                var body = await BufferAsync(source, number, cancellationToken).ConfigureAwait(false);
                if (body.Length == 0)
                {
                    body.Dispose();
                    break;
                }

                if (number > PartSizes.MaxCount)
                {
                    body.Dispose();
                    throw new PaiException(
                        $"The stream is longer than {PartSizes.MaxCount} parts, which begin with {call.Options.PartSize} bytes and grow. "
                        + "Set PartSize to a larger size.");
                }

                Start(number, body);
            }

            await Task.WhenAll(running.Keys).ConfigureAwait(false);
            running.Clear();
            var verification = await new PartedUpload(call, upload).CompleteAsync(parts, cancellationToken).ConfigureAwait(false);
            return (verification, parts.Values.Sum(p => p.Size));
        }
        catch (Exception e)
        {
            await all.CancelAsync().ConfigureAwait(false);
            await ((Task)Task.WhenAll(running.Keys)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var kept = await new PartedUpload(call, upload).AbortAsync().ConfigureAwait(false);
            throw kept.Count == 0 ? e : new TransferStop(e, kept);
        }

        void Start(int number, OssBody body) => running.Add(SendAsync(upload, number, body, parts, all.Token), body.Length);
    }

    private async Task SendAsync(
        OssMultipartUpload upload, int number, OssBody buffered, SortedDictionary<int, OssPart> parts, CancellationToken cancellationToken)
    {
        using var body = new MeteredBody(buffered, call);
        using var slot = await call.EnterAsync(cancellationToken).ConfigureAwait(false);
        var part = await call.Client.UploadPartAsync(upload, number, body, cancellationToken).ConfigureAwait(false);
        lock (parts) parts[number] = part;
    }

    private ValueTask<OssBody> BufferAsync(Stream source, int number, CancellationToken cancellationToken) =>
        OssBody.BufferAsync(source, PartSizes.InStream(number, call.Options.PartSize), cancellationToken);
}
