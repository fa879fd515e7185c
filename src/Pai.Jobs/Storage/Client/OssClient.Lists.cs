using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Pai.Jobs.Internal.Storage;

internal sealed partial class OssClient
{
    private const int MaxAnswerLength = 1 << 20;
    private const int MaxListLength = 32 << 20;

    /// <summary>The objects of a bucket and, with a delimiter, common prefixes: all pages, in the order of UTF-8 bytes.</summary>
    public async IAsyncEnumerable<OssListEntry> ListAsync(
        OssBucketAddress bucket, OssListing? listing = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var page = await ListPageAsync(bucket, listing, token, cancellationToken).ConfigureAwait(false);
            foreach (var entry in page.Entries) yield return entry;
            token = page.ContinuationToken;
        }
        while (token is not null);
    }

    /// <summary>One page of <see cref="ListAsync"/>.</summary>
    public Task<OssListPage> ListPageAsync(
        OssBucketAddress bucket, OssListing? listing = null, string? continuationToken = null,
        CancellationToken cancellationToken = default)
    {
        listing ??= OssListing.All;
        ArgumentOutOfRangeException.ThrowIfLessThan(listing.PageSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(listing.PageSize, 1000);
        var request = new OssRequest(HttpMethod.Get, bucket)
            .Query("list-type", "2").Query("encoding-type", "url").Query("max-keys", Number(listing.PageSize));
        if (listing.Prefix.Length > 0) request.Query("prefix", listing.Prefix);
        if (listing.Delimiter.Length > 0) request.Query("delimiter", listing.Delimiter);
        if (listing.StartAfter.Length > 0) request.Query("start-after", listing.StartAfter);
        if (continuationToken is not null) request.Query("continuation-token", continuationToken);
        return SendForDocumentAsync(request, root => OssLists.PageOf(root, continuationToken), cancellationToken);
    }

    /// <summary>The properties of a bucket.</summary>
    public Task<OssBucketInfo> GetBucketInfoAsync(OssBucketAddress bucket, CancellationToken cancellationToken = default) =>
        SendForDocumentAsync(new OssRequest(HttpMethod.Get, bucket).Query("bucketInfo"), OssLists.BucketOf, cancellationToken);

    private Task<T> SendForDocumentAsync<T>(OssRequest request, Func<XElement, T> parse, CancellationToken cancellationToken) =>
        Transport.SendAsync(
            request,
            async (response, token) => parse(OssXml.Parse(await response.ReadDocumentAsync(MaxListLength, token).ConfigureAwait(false))),
            cancellationToken);
}
