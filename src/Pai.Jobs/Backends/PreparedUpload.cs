namespace Pai.Jobs;

/// <summary>Something that is uploaded or copied when a job is submitted.</summary>
public sealed record PreparedUpload
{
    /// <summary>The name: <c>code</c>, <c>config</c>, <c>input "corpus"</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file or folder on this machine; null for what is made on the way.</summary>
    public string? SourcePath { get; init; }

    /// <summary>The target: a path or a URI.</summary>
    public required string Destination { get; init; }

    /// <summary>The size in bytes, as far as it is known.</summary>
    public long? Size { get; init; }

    /// <summary>The SHA-256 digest of the content, lower-case hexadecimal, where the destination is named after it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>True if it is there already, so that nothing is transferred.</summary>
    public bool IsPresent { get; init; }
}
