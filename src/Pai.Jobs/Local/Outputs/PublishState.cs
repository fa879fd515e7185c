namespace Pai.Jobs.Internal.Local;

/// <summary>The publishing states of a run. All strings have the same length.</summary>
internal static class PublishState
{
    /// <summary>Files are being uploaded, or wait for it. A stop gives it up.</summary>
    public const string Uploading = "uploading";

    /// <summary>All files are there, and the last objects are being written. A stop is too late.</summary>
    public const string Finishing = "finishing";

    public const string Published = "published";
}
