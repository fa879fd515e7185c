namespace Pai.Jobs;

/// <summary>Options of an upload.</summary>
public sealed record UploadOptions : TransferOptions
{
    /// <summary>
    /// Packs a folder or a file into a <c>.tar.gz</c>, which becomes one object; default false. Without a name (the target ends in a
    /// slash) it is <c>source.tar.gz</c>.
    /// </summary>
    public bool Archive { get; init; }

    /// <summary>The content type of the objects; default <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; init; }
}
