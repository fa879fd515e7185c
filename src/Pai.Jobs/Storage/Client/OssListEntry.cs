namespace Pai.Jobs.Internal.Storage;

/// <summary>An object in a list, or a common prefix.</summary>
/// <param name="Key">The object's key, or the prefix.</param>
/// <param name="IsPrefix">Whether it is a common prefix; then the rest is empty.</param>
internal sealed record OssListEntry(string Key, bool IsPrefix)
{
    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>With its quotes.</summary>
    public string ETag { get; init; } = "";

    public DateTimeOffset? LastModified { get; init; }

    public string? StorageClass { get; init; }

    public string? ObjectType { get; init; }
}
