using System.IO.Hashing;
using System.Security.Cryptography;

namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// The bytes of an object or a range of one. A connection that breaks is followed by another from the next byte on; the bytes are compared
/// with the service's checksum before the end is signalled.
/// </summary>
internal sealed class OssReadStream : Stream
{
    /// <summary>After so many bytes, earlier failures no longer count.</summary>
    private const long Progress = 1 << 18;

    private readonly OssTransport _transport;
    private readonly Func<OssRange, string, OssRequest> _createRequest;
    private readonly OssObjectInfo _info;
    private readonly long _start;
    private readonly long _end;
    private readonly Crc64 _crc = OssCrc64.Create();
    private readonly IncrementalHash? _md5;
    private OssRequest _request;
    private OssResponse? _response;
    private Stream? _stream;
    private long _position;
    private long _failedAt;
    private int _failures;
    private bool _verified;

    /// <param name="transport">Sends the requests that follow.</param>
    /// <param name="createRequest">The request for a range of the object with an ETag.</param>
    /// <param name="request">The request that was answered.</param>
    /// <param name="response">Its answer.</param>
    /// <param name="info">The object.</param>
    /// <param name="start">The first byte that the answer holds.</param>
    /// <param name="length">How many bytes it holds.</param>
    public OssReadStream(
        OssTransport transport, Func<OssRange, string, OssRequest> createRequest, OssRequest request, OssResponse response,
        OssObjectInfo info, long start, long length)
    {
        (_transport, _createRequest, _request, _response, _info) = (transport, createRequest, request, response, info);
        (_start, _position, _failedAt, _end) = (start, start, start, start + length);
#pragma warning disable CA5351 // It is the checksum that the service gives, not a secret.
        if (IsWhole && info.Crc64 is null && info.Md5 is not null) _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    }

    public ulong Crc64 => _crc.GetCurrentHashAsUInt64();

    public OssVerification Verification { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _end - _start;

    public override long Position
    {
        get => _position - _start;
        set => throw new NotSupportedException();
    }

    private bool IsWhole => _start == 0 && _end == _info.Size;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty) return 0;
        while (_position < _end)
        {
            try
            {
                if (_response is null) await ReopenAsync(cancellationToken).ConfigureAwait(false);
                var count = await ReadOnceAsync(buffer, cancellationToken).ConfigureAwait(false);
                var read = buffer.Span[..count];
                _crc.Append(read);
                _md5?.AppendData(read);
                _position += count;
                if (_position == _end) Disconnect();
                return count;
            }
            catch (Exception e) when (_response is not null && OssTransport.IsConnection(e))
            {
                var broken = OssTransport.Failure(_request, _response.Idle, e);
                Disconnect();
                cancellationToken.ThrowIfCancellationRequested();
                if (_position - _failedAt >= Progress) _failures = 0;
                _failedAt = _position;
                if (++_failures >= _transport.Options.MaxAttempts) throw broken;
                await _transport.DelayAsync(_failures, cancellationToken).ConfigureAwait(false);
            }
        }

        Verify();
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read it asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Disconnect();
            _md5?.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> ReadOnceAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var response = _response!;
        using var _ = response.Idle.Follow(cancellationToken);
        response.Idle.Start();
        _stream ??= await response.Message.Content.ReadAsStreamAsync(response.Idle.Token).ConfigureAwait(false);
        var wanted = (int)Math.Min(buffer.Length, _end - _position);
        var count = await _stream.ReadAsync(buffer[..wanted], response.Idle.Token).ConfigureAwait(false);
        response.Idle.Stop();
        return count > 0
            ? count
            : throw new HttpIOException(HttpRequestError.ResponseEnded, $"It ended {_end - _position} bytes too early.");
    }

    private async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        var rest = new OssRange(_position, _end - _position);
        _request = _createRequest(rest, _info.ETag);
        _response = await _transport.SendAsync(
            _request,
            (response, _) => OssRangeCheck.Of(response, rest).Size == _info.Size
                ? ValueTask.FromResult(response)
                : throw new OssFormatException("the object has another size now"),
            cancellationToken,
            keep: true).ConfigureAwait(false);
    }

    private void Verify()
    {
        if (_verified) return;
        if (IsWhole && _info.Crc64 is { } crc)
        {
            if (crc != Crc64) throw Mismatch($"the CRC-64 of the {Length} bytes that arrived is {Crc64}, and that of the object {crc}");
            Verification = OssVerification.Crc64;
        }
        else if (_md5 is not null)
        {
            if (!_md5.GetCurrentHash().AsSpan().SequenceEqual(_info.Md5))
                throw Mismatch("the MD5 of the bytes that arrived is not the object's");
            Verification = OssVerification.Md5;
        }

        _verified = true;
    }

    private OssException Mismatch(string problem) => OssErrors.Mismatch(_request, _info.RequestId, problem);

    private void Disconnect()
    {
        _response?.Dispose();
        (_response, _stream) = (null, null);
    }
}
