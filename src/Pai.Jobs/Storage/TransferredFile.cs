namespace Pai.Jobs;

/// <summary>A file of a transfer that did not fail.</summary>
public sealed record TransferredFile
{
    /// <summary>The path below the folder or prefix of the transfer; for a single one, the key.</summary>
    public required string Name { get; init; }

    /// <summary>The size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The way in which it was dealt with.</summary>
    public required TransferAction Action { get; init; }

    /// <summary>The check of its bytes.</summary>
    public required TransferVerification Verification { get; init; }
}
