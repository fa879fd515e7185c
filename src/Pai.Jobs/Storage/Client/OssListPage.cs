namespace Pai.Jobs.Internal.Storage;

/// <summary>A page of a list.</summary>
/// <param name="Entries">Objects and common prefixes, in the order of UTF-8 bytes.</param>
/// <param name="ContinuationToken">The token of the next page; null where this is the last.</param>
internal sealed record OssListPage(IReadOnlyList<OssListEntry> Entries, string? ContinuationToken)
{
    public string? RequestId { get; init; }
}
