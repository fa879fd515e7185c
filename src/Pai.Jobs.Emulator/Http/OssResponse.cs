namespace Pai.Jobs.Internal.Emulator;

/// <summary>An answer, before any of it is on the wire. Its body is bytes, or a range of an object that is held until then.</summary>
internal sealed class OssResponse(int status) : IDisposable
{
    public int Status { get; } = status;

    public List<(string Name, string Value)> Headers { get; } = [];

    public ReadOnlyMemory<byte> Bytes { get; init; }

    /// <summary>The object whose bytes are the body.</summary>
    public Pieces? Pieces { get; init; }

    public long Offset { get; init; }

    /// <summary>The length of the body, which an answer to HEAD only names.</summary>
    public long Length { get; init; }

    public string? ErrorCode { get; init; }

    public static OssResponse Empty(int status) => new(status);

    public static OssResponse Xml(byte[] document, int status = 200) =>
        new OssResponse(status) { Bytes = document, Length = document.Length }.With("Content-Type", "application/xml");

    public OssResponse With(string name, string? value)
    {
        if (value is not null) Headers.Add((name, value));
        return this;
    }

    public void Dispose() => Pieces?.Release();
}
