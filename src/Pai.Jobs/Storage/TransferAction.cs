namespace Pai.Jobs;

/// <summary>The way in which a transfer dealt with a file.</summary>
public enum TransferAction
{
    /// <summary>It was moved.</summary>
    Transferred,

    /// <summary>It was there already, with the same bytes.</summary>
    Identical,

    /// <summary>It would be moved: the call was a dry run.</summary>
    Planned,
}
