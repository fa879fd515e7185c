namespace Pai.Jobs;

/// <summary>A file of an output.</summary>
public sealed record OutputFile
{
    /// <summary>The path in the output, with slashes: <c>part/0001.csv</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The time of the last write (UTC).</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>The path.</summary>
    public override string ToString() => Path;
}
