namespace Pai.Jobs.Internal.Storage;

/// <summary>Counts what is read of a body, and slows it down. What is read for another try is counted once.</summary>
internal sealed class MeteredBody(OssBody inner, TransferCall call) : OssBody
{
    private long _counted;

    public override long Length => inner.Length;

    public override async ValueTask<int> ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (offset < _counted)
        {
            call.Meter.AddMoved(offset - _counted);
            _counted = offset;
        }

        var count = await inner.ReadAsync(offset, buffer, cancellationToken).ConfigureAwait(false);
        await call.PassAsync(count, cancellationToken).ConfigureAwait(false);
        _counted += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
