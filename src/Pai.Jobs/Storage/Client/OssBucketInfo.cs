namespace Pai.Jobs.Internal.Storage;

/// <summary>The properties of a bucket.</summary>
internal sealed record OssBucketInfo
{
    public required string Name { get; init; }

    /// <summary>The region with <c>oss-</c> before it, for instance <c>oss-cn-hangzhou</c>.</summary>
    public string? Location { get; init; }

    public string? ExtranetEndpoint { get; init; }

    public string? IntranetEndpoint { get; init; }

    public string? StorageClass { get; init; }

    /// <summary><c>Enabled</c>, <c>Suspended</c>, or null where it never had versions.</summary>
    public string? Versioning { get; init; }

    public DateTimeOffset? CreationDate { get; init; }

    public string? RequestId { get; init; }
}
