namespace Pai.Jobs.Emulator;

/// <summary>A registered dataset of the emulated AIWorkspace.</summary>
/// <param name="DatasetId">The id, for instance <c>d-corpus</c>.</param>
/// <param name="Name">The name.</param>
/// <param name="Uri">The location of the version <c>v1</c>, for instance <c>oss://bucket.oss-cn-hangzhou.aliyuncs.com/corpus/</c>.</param>
public sealed record EmulatedDataset(string DatasetId, string Name, string Uri)
{
    internal const string FirstVersion = "v1";

    /// <summary>The workspace that it belongs to; null, the default, for the default workspace.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>The description; empty by default.</summary>
    public string Description { get; init; } = "";

    /// <summary><c>DIRECTORY</c>, the default, or <c>FILE</c>.</summary>
    public string Property { get; init; } = "DIRECTORY";

    /// <summary>The kind of storage; <c>OSS</c> by default.</summary>
    public string DataSourceType { get; init; } = "OSS";

    /// <summary>The kind of data; <c>COMMON</c> by default.</summary>
    public string DataType { get; init; } = "COMMON";

    /// <summary><c>RO</c> or <c>RW</c>, which is the default.</summary>
    public string MountAccess { get; init; } = "RW";

    /// <summary>The path that it is mounted at if a job names none; <c>/mnt/data/</c> by default.</summary>
    public string MountPath { get; init; } = "/mnt/data/";

    /// <summary><c>PRIVATE</c>, the default, or <c>PUBLIC</c>.</summary>
    public string Accessibility { get; init; } = "PRIVATE";

    /// <summary><c>pai</c> for a public dataset of PAI; null, the default, for one of a user.</summary>
    public string? Provider { get; init; }

    /// <summary>The labels; none by default.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The locations of versions after <c>v1</c>, by their names, oldest first; none by default.</summary>
    public IReadOnlyDictionary<string, string> LaterVersions { get; init; } = new Dictionary<string, string>();

    /// <summary>The time of its creation, by which lists are sorted. Default: 2026-01-01, midnight UTC.</summary>
    public DateTimeOffset Created { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
}
