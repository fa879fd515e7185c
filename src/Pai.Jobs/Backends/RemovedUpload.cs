namespace Pai.Jobs;

/// <summary>A folder on OSS that a clean-up removed, or would remove.</summary>
public sealed record RemovedUpload
{
    /// <summary>The folder.</summary>
    public required OssUri Location { get; init; }

    /// <summary>The size of its objects, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The time when a job was last submitted with it (UTC).</summary>
    public required DateTimeOffset LastUsed { get; init; }
}
