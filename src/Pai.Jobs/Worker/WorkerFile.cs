namespace Pai.Jobs;

/// <summary>A file of a channel, as the job itself sees it.</summary>
public sealed record WorkerFile
{
    /// <summary>The path in the channel, with slashes: <c>part/0001.csv</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The absolute path, for programs that open files themselves.</summary>
    public required string FullPath { get; init; }

    /// <summary>The path in the channel.</summary>
    public override string ToString() => Path;
}
