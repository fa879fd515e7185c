namespace Pai.Jobs.Internal.Storage;

/// <summary>Conditions of a request: it fails with 412, or 304 for the negative ones, where they are not met.</summary>
internal sealed record OssCondition
{
    /// <summary>The ETag that the object must have, with its quotes.</summary>
    public string? IfMatch { get; init; }

    /// <summary>The ETag that the object must not have, with its quotes.</summary>
    public string? IfNoneMatch { get; init; }

    public DateTimeOffset? IfModifiedSince { get; init; }

    public DateTimeOffset? IfUnmodifiedSince { get; init; }
}
