namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// An object as a stream that can seek. Every request asks for the object that was opened, so the bytes of two versions are never mixed;
/// what is read in pieces is checked by length.
/// </summary>
internal sealed class OssObjectStream(OssClient client, OssObjectAddress source, OssObjectInfo info) : Stream
{
    private const long FirstWindow = 1 << 18;
    private const long LargestWindow = 1 << 24;

    private OssDownload? _download;
    private long _window = FirstWindow;
    private long _next;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => info.Size;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty || _position >= Length) return 0;
        while (true)
        {
            if (_download is null || _next != _position) await OpenAsync(cancellationToken).ConfigureAwait(false);
            var count = await _download!.Content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _position = _next += count;
            if (count > 0) return count;
            await CloseAsync().ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        Task.Run(() => ReadAsync(buffer, offset, count, CancellationToken.None)).GetAwaiter().GetResult();

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => _position,
        _ => Length,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("An object cannot be written through this stream.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("An object cannot be written through this stream.");

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _download?.Content.Dispose();
        _download = null;
        base.Dispose(disposing);
    }

    /// <summary>Asks for the bytes from here on: the more, the longer it was read without a jump.</summary>
    private async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        _window = _next == _position && _next > 0 ? Math.Min(_window * 2, LargestWindow) : FirstWindow;
        await CloseAsync().ConfigureAwait(false);
        var range = new OssRange(_position, Math.Min(_window, Length - _position));
        var condition = new OssCondition { IfMatch = info.ETag.Length > 0 ? info.ETag : null };
        _download = await client.GetAsync(source, range, condition, cancellationToken).ConfigureAwait(false);
        _next = _position;
    }

    private async ValueTask CloseAsync()
    {
        if (_download is { } open) await open.DisposeAsync().ConfigureAwait(false);
        _download = null;
    }
}
