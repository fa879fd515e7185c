namespace Pai.Jobs.Emulator;

/// <summary>A request that the emulator got, without what is secret in it.</summary>
public sealed record EmulatedRequest
{
    /// <summary>The id that the answer has in <c>x-oss-request-id</c> or <c>x-acs-request-id</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The host that the request names.</summary>
    public required string Host { get; init; }

    /// <summary>The bucket; empty for a request about the service.</summary>
    public required string Bucket { get; init; }

    /// <summary>The key, decoded; null for a request about a bucket or the service.</summary>
    public required string? Key { get; init; }

    /// <summary>The operation.</summary>
    public required EmulatedOperation Operation { get; init; }

    /// <summary>The job that a request to PAI-DLC names in its path, or that it has created; null for other requests.</summary>
    public required string? JobId { get; init; }

    /// <summary>The query of a request to PAI-DLC or AIWorkspace, decoded; empty for other requests.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The number of a part; null for other requests.</summary>
    public required int? PartNumber { get; init; }

    /// <summary>The Range header; null without one.</summary>
    public required string? Range { get; init; }

    /// <summary>The number of bytes of the body that the emulator read.</summary>
    public required long BytesReceived { get; init; }

    /// <summary>The status of the answer; 0 where the connection was closed instead of one.</summary>
    public required int Status { get; init; }

    /// <summary>The code of the error; null for a successful answer.</summary>
    public required string? ErrorCode { get; init; }

    /// <summary>The fault that the request got; null for none.</summary>
    public required Fault? Fault { get; init; }
}
