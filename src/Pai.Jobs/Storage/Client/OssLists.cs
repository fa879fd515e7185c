using System.Globalization;
using System.Xml.Linq;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Reads the service's lists.</summary>
internal static class OssLists
{
    public static OssListPage PageOf(XElement root, string? token)
    {
        Check(root, "ListBucketResult");
        var decode = DecoderOf(root);
        List<OssListEntry> entries = [.. root.All("Contents").Select(e => ObjectOf(e, decode))];
        entries.AddRange(root.All("CommonPrefixes").Select(e => new OssListEntry(decode(e.Required("Prefix")), IsPrefix: true)));
        entries.Sort(static (a, b) => OssKeyOrder.Compare(a.Key, b.Key));
        var next = IsTruncated(root) ? root.Required("NextContinuationToken") : null;
        return next is null || next != token ? new(entries, next) : throw new OssFormatException("the next page is the same page again");
    }

    public static (List<OssPart> Parts, long? Next) PartsOf(XElement root, long marker)
    {
        Check(root, "ListPartsResult");
        List<OssPart> parts = [.. root.All("Part").Select(PartOf)];
        if (!IsTruncated(root)) return (parts, null);
        var next = root.Number("NextPartNumberMarker");
        return next > marker ? (parts, next) : throw new OssFormatException("the next page is the same page again");
    }

    public static (List<OssMultipartUpload> Uploads, (string Key, string Id)? Next) UploadsOf(
        XElement root, OssBucketAddress bucket, (string Key, string Id) marker)
    {
        Check(root, "ListMultipartUploadsResult");
        var decode = DecoderOf(root);
        List<OssMultipartUpload> uploads =
        [
            .. root.All("Upload").Select(
                e => new OssMultipartUpload(ObjectAt(bucket, decode(e.Required("Key"))), e.Required("UploadId"), e.Time("Initiated"))),
        ];
        if (!IsTruncated(root)) return (uploads, null);
        var next = (decode(root.Required("NextKeyMarker")), root.Text("NextUploadIdMarker") ?? "");
        return next != marker ? (uploads, next) : throw new OssFormatException("the next page is the same page again");
    }

    public static OssBucketInfo BucketOf(XElement root)
    {
        Check(root, "BucketInfo");
        var bucket = root.All("Bucket").FirstOrDefault() ?? throw new OssFormatException("<BucketInfo> has no <Bucket>");
        return new()
        {
            Name = bucket.Required("Name"),
            Location = bucket.Text("Location"),
            ExtranetEndpoint = bucket.Text("ExtranetEndpoint"),
            IntranetEndpoint = bucket.Text("IntranetEndpoint"),
            StorageClass = bucket.Text("StorageClass"),
            Versioning = bucket.Text("Versioning"),
            CreationDate = bucket.Time("CreationDate"),
        };
    }

    public static Func<string, string> DecoderOf(XElement root) =>
        root.Text("EncodingType") == "url" ? OssEncoding.Decode : static text => text;

    private static OssListEntry ObjectOf(XElement entry, Func<string, string> decode) => new(decode(entry.Required("Key")), IsPrefix: false)
    {
        Size = entry.Number("Size"),
        ETag = entry.ETag() ?? "",
        LastModified = entry.Time("LastModified"),
        StorageClass = entry.Text("StorageClass"),
        ObjectType = entry.Text("Type"),
    };

    private static OssPart PartOf(XElement part)
    {
        var number = part.Number("PartNumber");
        if (number is < 1 or > 10_000) throw new OssFormatException($"it has a part {number}");
        var etag = part.ETag() ?? throw new OssFormatException($"the part {number} has no ETag");
        return new((int)number, etag, part.Number("Size"))
        {
            Crc64 = ulong.TryParse(part.Text("HashCrc64ecma"), NumberStyles.None, CultureInfo.InvariantCulture, out var crc) ? crc : null,
            LastModified = part.Time("LastModified"),
        };
    }

    private static OssObjectAddress ObjectAt(OssBucketAddress bucket, string key) =>
        OssObjectAddress.ProblemOf(key) is { } problem ? throw new OssFormatException($"it has a key that {problem}") : bucket.Object(key);

    private static bool IsTruncated(XElement root) => root.Text("IsTruncated") == "true";

    private static void Check(XElement root, string name)
    {
        if (root.Name.LocalName != name) throw new OssFormatException($"its root is not <{name}>");
    }
}
