namespace Pai.Jobs.Internal.Storage;

/// <summary>The settings of an object that is written: by put, copy or a multipart upload.</summary>
internal sealed record OssObjectSettings
{
    public static OssObjectSettings Default { get; } = new();

    /// <summary>The media type; null for <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? CacheControl { get; init; }

    public string? ContentDisposition { get; init; }

    /// <summary>The storage class, for instance <c>IA</c>; null for the bucket's.</summary>
    public string? StorageClass { get; init; }

    /// <summary>User metadata by name, without <c>x-oss-meta-</c>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// True to leave an object that exists as it is. One with the same bytes counts as success; another is an <see cref="OssException"/>
    /// with the code <c>FileAlreadyExists</c>. For a multipart upload it is decided when it is completed.
    /// </summary>
    public bool ForbidOverwrite { get; init; }
}
