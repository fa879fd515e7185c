using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Lists of objects, in both versions.</summary>
internal sealed class ListOperations(OssService service)
{
    public OssResponse List(OssRequest request)
    {
        var marker = request.Query["marker"] ?? "";
        var page = ReadPage(request, marker);
        var encode = Paging.Encoding(request);
        return Answer(request, page, encode, showOwner: true, xml =>
        {
            xml.Element("Marker", encode(marker));
            if (page.IsTruncated) xml.Element("NextMarker", encode(page.Last));
        });
    }

    public OssResponse ListV2(OssRequest request)
    {
        var query = request.Query;
        var token = query.NotEmpty("continuation-token");
        var startAfter = query["start-after"] ?? "";
        var page = ReadPage(request, token is null ? startAfter : FromToken(token));
        var encode = Paging.Encoding(request);
        return Answer(request, page, encode, query["fetch-owner"] == "true", xml =>
        {
            if (startAfter.Length > 0) xml.Element("StartAfter", encode(startAfter));
            if (token is not null) xml.Element("ContinuationToken", token);
            if (page.IsTruncated) xml.Element("NextContinuationToken", ToToken(page.Last));
            xml.Element("KeyCount", page.Objects.Count + page.Prefixes.Count);
        });
    }

    private Page ReadPage(OssRequest request, string after)
    {
        var bucket = service.FindBucket(request.Bucket);
        var max = Paging.Max(request, "max-keys", 100);
        var prefix = request.Query["prefix"] ?? "";
        var delimiter = request.Query["delimiter"] ?? "";
        // Keys up to the prefix are skipped at once, the prefix itself is not.
        var seek = Utf8Order.Instance.Compare(after, prefix) < 0 ? prefix : after;
        return bucket.Read(seek, inclusive: seek != after, objects => Fill(objects, after, prefix, delimiter, max));
    }

    private static Page Fill(IEnumerable<StoredObject> objects, string after, string prefix, string delimiter, int max)
    {
        var page = new Page();
        string? common = null;
        foreach (var found in objects)
        {
            if (!found.Key.StartsWith(prefix, StringComparison.Ordinal)) break;
            var folder = Paging.CommonPrefix(found.Key, prefix, delimiter);
            // What the page before ended with, or what this page has already.
            if (folder is not null && (folder == common || folder == after)) continue;
            if (page.Objects.Count + page.Prefixes.Count == max)
            {
                page.IsTruncated = true;
                break;
            }

            common = folder;
            page.Last = folder ?? found.Key;
            if (folder is null) page.Objects.Add(found);
            else page.Prefixes.Add(folder);
        }

        return page;
    }

    private static OssResponse Answer(OssRequest request, Page page, Func<string, string> encode, bool showOwner, Action<XmlText> position)
    {
        var query = request.Query;
        return OssResponse.Xml(XmlText.Document("ListBucketResult", xml =>
        {
            xml.Element("Name", request.Bucket);
            xml.Element("Prefix", encode(query["prefix"] ?? ""));
            xml.Element("MaxKeys", Paging.Max(request, "max-keys", 100));
            xml.Element("Delimiter", encode(query["delimiter"] ?? ""));
            Paging.EncodingType(xml, request);
            xml.Element("IsTruncated", page.IsTruncated);
            position(xml);
            foreach (var found in page.Objects) xml.Element("Contents", item => Describe(item, found, encode, showOwner));
            foreach (var prefix in page.Prefixes) xml.Element("CommonPrefixes", item => item.Element("Prefix", encode(prefix)));
        }));
    }

    private static void Describe(XmlText xml, StoredObject found, Func<string, string> encode, bool showOwner)
    {
        xml.Element("Key", encode(found.Key));
        xml.Element("LastModified", found.LastModified);
        xml.Element("ETag", found.QuotedETag);
        xml.Element("Type", found.Type);
        xml.Element("Size", found.Length);
        xml.Element("StorageClass", found.Headers.StorageClass);
        if (showOwner) BucketOperations.Owner(xml);
    }

    private static string ToToken(string last) => "C" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(last));

    private static string FromToken(string token)
    {
        try
        {
            if (token[0] == 'C') return Encoding.UTF8.GetString(Convert.FromHexString(token.AsSpan(1)));
        }
        catch (FormatException)
        {
        }

        throw OssErrors.InvalidArgument("continuation-token", token, "The continuation token provided is incorrect.", "0017-00000213");
    }

    private sealed class Page
    {
        public List<StoredObject> Objects { get; } = [];

        public List<string> Prefixes { get; } = [];

        public bool IsTruncated { get; set; }

        /// <summary>The last key or common prefix, after which the next page starts.</summary>
        public string Last { get; set; } = "";
    }
}
