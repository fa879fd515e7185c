namespace Pai.Jobs;

/// <summary>The outcome of a transfer in which nothing failed.</summary>
public sealed record TransferResult
{
    /// <summary>The object or the prefix in OSS: of an upload or a copy the target, of a download the source.</summary>
    public required OssUri Location { get; init; }

    /// <summary>The path of the file or the folder on this machine; null for memory, streams and copies.</summary>
    public string? Path { get; init; }

    /// <summary>All files, in ordinal order of their names.</summary>
    public required IReadOnlyList<TransferredFile> Files { get; init; }

    /// <summary>The paths that were skipped, each with the reason: links, sockets, pipes and devices.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>
    /// The bytes that were moved, without those that were there already and those that a resumed transfer had moved before.
    /// </summary>
    public required long BytesMoved { get; init; }

    /// <summary>The weakest check of all the files.</summary>
    public TransferVerification Verification => Files.Count == 0 ? TransferVerification.None : Files.Max(f => f.Verification);
}
