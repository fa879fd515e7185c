using System.Globalization;
using System.Net.Http.Headers;

namespace Pai.Jobs.Internal.Storage;

/// <summary>An answer whose body has not been read.</summary>
internal sealed class OssResponse(HttpResponseMessage message, OssIdleTimer idle, OssBodyContent? sent) : IDisposable
{
    public HttpResponseMessage Message => message;

    public OssIdleTimer Idle => idle;

    /// <summary>The CRC of the body that was sent; null where there was none, or not all of it was sent.</summary>
    public ulong? SentCrc => sent?.Crc;

    public string? RequestId => Header("x-oss-request-id");

    /// <summary>The value of a header, of the answer or its content; null where it is missing or has a control character.</summary>
    public string? Header(string name) => Find(message.Headers, name) ?? Find(message.Content.Headers, name);

    public long? ContentLength => message.Content.Headers.ContentLength;

    public ulong? Crc64 =>
        ulong.TryParse(Header("x-oss-hash-crc64ecma"), NumberStyles.None, CultureInfo.InvariantCulture, out var crc) ? crc : null;

    /// <summary>A document of the service, which is not longer than its lists are.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadDocumentAsync(int maxLength, CancellationToken cancellationToken)
    {
        using var _ = idle.Follow(cancellationToken);
        var stream = await message.Content.ReadAsStreamAsync(idle.Token).ConfigureAwait(false);
        var document = new MemoryStream();
        var buffer = new byte[1 << 14];
        while (true)
        {
            idle.Start();
            var count = await stream.ReadAsync(buffer, idle.Token).ConfigureAwait(false);
            if (count == 0) break;
            if (document.Length + count > maxLength) throw new OssFormatException($"it is longer than {maxLength} bytes");
            document.Write(buffer, 0, count);
        }

        idle.Stop();
        return document.GetBuffer().AsMemory(0, (int)document.Length);
    }

    public void Dispose()
    {
        message.Dispose();
        idle.Dispose();
    }

    private static string? Find(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is var value && !HasControl(value)
            ? value
            : null;

    private static bool HasControl(ReadOnlySpan<char> value) =>
        value.ContainsAnyInRange('\0', '\x1f') || value.ContainsAnyInRange('\x7f', '\x9f');
}
