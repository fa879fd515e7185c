namespace Pai.Jobs.Internal.Dlc;

/// <summary>An input channel that has data, as its job will mount it.</summary>
internal sealed record DlcInput
{
    public required InputChannel Channel { get; init; }

    /// <summary>The location that is mounted: a folder, or a dataset.</summary>
    public required DataLocation Mount { get; init; }

    /// <summary>The name of the file in that folder, where the data is a single file; null for a folder.</summary>
    public string? FileName { get; init; }

    /// <summary>The files on this machine that are uploaded to the mounted folder; null for data that is in the cloud.</summary>
    public DlcLocalInput? Local { get; init; }

    /// <summary>The object that is copied to the mounted folder; null for none.</summary>
    public OssUri? CopiedObject { get; init; }

    public bool IsReadOnly => Channel.MountAccess != MountAccess.ReadWrite;
}
