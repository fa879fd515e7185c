namespace Pai.Jobs.Internal.Emulator;

/// <summary>The list of a bucket's open uploads.</summary>
internal sealed class UploadListOperations(OssService service)
{
    public OssResponse List(OssRequest request)
    {
        var bucket = service.FindBucket(request.Bucket);
        var query = request.Query;
        var encode = Paging.Encoding(request);
        var max = Paging.Max(request, "max-uploads", Paging.Largest);
        var prefix = query["prefix"] ?? "";
        var delimiter = query["delimiter"] ?? "";
        var keyMarker = query["key-marker"] ?? "";
        var idMarker = query["upload-id-marker"] ?? "";
        // All uploads of one key under a delimiter are one entry.
        var entries = bucket.ReadUploads(all => all
            .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(upload => (Upload: upload, Folder: Paging.CommonPrefix(upload.Key, prefix, delimiter)))
            .Where(entry => IsAfter(entry.Upload, entry.Folder, keyMarker, idMarker))
            .GroupBy(entry => entry.Folder is null ? (entry.Upload.Key, entry.Upload.Id) : (entry.Folder, ""))
            .OrderBy(group => group.Key.Item1, Utf8Order.Instance)
            .ThenBy(group => group.Key.Item2, StringComparer.Ordinal)
            .Take(max + 1)
            .Select(group => group.First())
            .ToList());
        var isTruncated = entries.Count > max;
        if (isTruncated) entries.RemoveAt(max);
        var last = isTruncated ? entries[^1] : default;
        return OssResponse.Xml(XmlText.Document("ListMultipartUploadsResult", xml =>
        {
            Paging.EncodingType(xml, request);
            xml.Element("Bucket", bucket.Name);
            xml.Element("KeyMarker", encode(keyMarker));
            xml.Element("UploadIdMarker", idMarker);
            xml.Element("NextKeyMarker", isTruncated ? encode(last.Folder ?? last.Upload.Key) : "");
            xml.Element("NextUploadIdMarker", isTruncated && last.Folder is null ? last.Upload.Id : "");
            xml.Element("Delimiter", encode(delimiter));
            xml.Element("Prefix", encode(prefix));
            xml.Element("MaxUploads", max);
            xml.Element("IsTruncated", isTruncated);
            foreach (var (upload, _) in entries.Where(entry => entry.Folder is null))
            {
                xml.Element("Upload", item =>
                {
                    item.Element("Key", encode(upload.Key));
                    item.Element("UploadId", upload.Id);
                    item.Element("StorageClass", upload.Headers.StorageClass);
                    item.Element("Initiated", upload.Initiated);
                });
            }

            foreach (var (_, folder) in entries.Where(entry => entry.Folder is not null))
            {
                xml.Element("CommonPrefixes", item => item.Element("Prefix", encode(folder!)));
            }
        }));
    }

    private static bool IsAfter(StoredUpload upload, string? folder, string keyMarker, string idMarker)
    {
        if (keyMarker.Length == 0) return true;
        var order = Utf8Order.Instance.Compare(upload.Key, keyMarker);
        return order > 0
            ? folder != keyMarker
            : order == 0 && idMarker.Length > 0 && string.CompareOrdinal(upload.Id, idMarker) > 0;
    }
}
