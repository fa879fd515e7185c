namespace Pai.Jobs;

/// <summary>A file or an object that a transfer could not move.</summary>
public sealed record TransferFailure
{
    /// <summary>The path below the folder or prefix of the transfer; for a single one, the key or the file.</summary>
    public required string Name { get; init; }

    /// <summary>The reason, and what to do next, in sentences.</summary>
    public required string Message { get; init; }

    /// <summary>The cause; null where the name itself is the reason.</summary>
    public Exception? Exception { get; init; }

    /// <summary>
    /// Paths of files and ids of uploads that stay, so that the same call continues where this one stopped. Empty when nothing stays.
    /// </summary>
    public IReadOnlyList<string> Kept { get; init; } = [];

    /// <summary>The name, the reason, and what stays.</summary>
    public override string ToString()
    {
        var kept = Kept.Count == 0 ? "" : $" The same call resumes it; kept for that: {string.Join(", ", Kept)}.";
        return $"{(Name.Length == 0 ? "" : Name + ": ")}{Message}{kept}";
    }
}
