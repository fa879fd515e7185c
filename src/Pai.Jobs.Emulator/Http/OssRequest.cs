using System.Buffers;
using System.IO.Pipelines;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>A request as it was on the wire, with its service, its bucket and its key found and decoded.</summary>
internal sealed class OssRequest
{
    private SequencePosition? _read;
    private bool _isRead;

    public required string Id { get; init; }

    public required string Method { get; init; }

    public required string Host { get; init; }

    /// <summary>The service of PAI that it is for; null for OSS.</summary>
    public required PaiProduct? Product { get; init; }

    /// <summary>The path, still encoded.</summary>
    public required string Path { get; init; }

    /// <summary>Empty for a request about the service.</summary>
    public required string Bucket { get; init; }

    /// <summary>Null for a request about a bucket or the service.</summary>
    public required string? Key { get; init; }

    public required RawQuery Query { get; init; }

    /// <summary>By lower-case name. Several lines of one name are joined.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public required PipeReader Body { get; init; }

    /// <summary>Null where it is not known.</summary>
    public required long? ContentLength { get; init; }

    public required CancellationToken Aborted { get; init; }

    public EmulatedOperation Operation { get; set; }

    /// <summary>The job that a request to PAI-DLC is about, or that it has created.</summary>
    public string? JobId { get; set; }

    public FiredFault? Fault { get; set; }

    public long BytesReceived { get; private set; }

    /// <summary>The resource that signatures name: the same in every style of address.</summary>
    public string Resource => Bucket.Length == 0 ? "/" : $"/{Bucket}/{Key}";

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The next bytes of the body, which are valid until the next call; null at the end.</summary>
    public async ValueTask<ReadOnlySequence<byte>?> ReadAsync()
    {
        if (_isRead) return null;
        if (_read is { } last) Body.AdvanceTo(last);
        _read = null;
        var result = await Body.ReadAsync(Aborted);
        _read = result.Buffer.End;
        BytesReceived += result.Buffer.Length;
        if (!result.Buffer.IsEmpty) return result.Buffer;
        _isRead = true;
        Body.AdvanceTo(result.Buffer.End);
        return null;
    }
}
