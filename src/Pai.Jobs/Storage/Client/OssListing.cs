namespace Pai.Jobs.Internal.Storage;

/// <summary>The objects to list.</summary>
internal sealed record OssListing
{
    public static OssListing All { get; } = new();

    /// <summary>The beginning of the keys; empty for all.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Keys that have this after the prefix are listed once, as a common prefix; empty for none.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>Only keys after this one, in the order of UTF-8 bytes; empty for all.</summary>
    public string StartAfter { get; init; } = "";

    /// <summary>The number of entries on a page, from 1 to 1000.</summary>
    public int PageSize { get; init; } = 1000;
}
