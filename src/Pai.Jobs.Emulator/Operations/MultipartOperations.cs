using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Multipart uploads, from the first call to the last.</summary>
internal sealed class MultipartOperations(OssService service)
{
    private const int MaxParts = 10_000;

    public OssResponse Initiate(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var encode = Paging.Encoding(request);
        if (RequestHeaders.ForbidsOverwrite(request) && bucket.Find(request.Key!) is not null) throw OssErrors.FileAlreadyExists();
        var upload = new StoredUpload(
            Guid.NewGuid().ToString("N").ToUpperInvariant(),
            request.Key!,
            service.Now(),
            RequestHeaders.Read(request, bucket.Settings.StorageClass),
            RequestHeaders.Tags(request));
        bucket.AddUpload(upload);
        return OssResponse.Xml(XmlText.Document("InitiateMultipartUploadResult", xml =>
        {
            Paging.EncodingType(xml, request);
            xml.Element("Bucket", bucket.Name);
            xml.Element("Key", encode(upload.Key));
            xml.Element("UploadId", upload.Id);
        }));
    }

    public async Task<OssResponse> UploadPartAsync(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var (number, id) = PartOf(request);
        bucket.WithUpload(request.Key!, id, upload => upload);
        if (request.ContentLength is null && request.Header("transfer-encoding") is null) throw ObjectOperations.MissingContentLength();
        var received = await Intake.ReadAsync(request, service.Store);
        var part = Store(bucket, request.Key!, id, number, received);
        return OssResponse.Empty(200)
            .With("ETag", $"\"{part.ETag}\"")
            .With("Content-MD5", received.Md5Base64)
            .With("x-oss-hash-crc64ecma", ObjectOperations.Crc(part.Crc64));
    }

    /// <summary>Makes a part of bytes that were received.</summary>
    public StoredPart Store(Bucket bucket, string key, string id, int number, Received received)
    {
        try
        {
            var part = new StoredPart(number, received.ETag, received.Crc64, service.Now(), received.Content);
            bucket.PutPart(key, id, part);
            return part;
        }
        catch
        {
            received.Content.Release();
            throw;
        }
    }

    public OssResponse ListParts(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var encode = Paging.Encoding(request);
        var max = Paging.Max(request, "max-parts", Paging.Largest);
        var marker = Number(request, "part-number-marker", 0);
        var (upload, parts) = bucket.WithUpload(
            request.Key!,
            request.Query["uploadId"],
            upload => (upload, upload.Parts.Values.Where(part => part.Number > marker).Take(max + 1).ToList()));
        var isTruncated = parts.Count > max;
        if (isTruncated) parts.RemoveAt(max);
        return OssResponse.Xml(XmlText.Document("ListPartsResult", xml =>
        {
            Paging.EncodingType(xml, request);
            xml.Element("Bucket", bucket.Name);
            xml.Element("Key", encode(upload.Key));
            xml.Element("UploadId", upload.Id);
            xml.Element("PartNumberMarker", marker);
            xml.Element("NextPartNumberMarker", parts.Count > 0 ? parts[^1].Number : marker);
            xml.Element("MaxParts", max);
            xml.Element("IsTruncated", isTruncated);
            xml.Element("StorageClass", upload.Headers.StorageClass);
            foreach (var part in parts)
            {
                xml.Element("Part", item =>
                {
                    item.Element("PartNumber", part.Number);
                    item.Element("LastModified", part.LastModified);
                    item.Element("ETag", $"\"{part.ETag}\"");
                    item.Element("HashCrc64ecma", ObjectOperations.Crc(part.Crc64));
                    item.Element("Size", part.Content.Length);
                });
            }
        }));
    }

    public async Task<OssResponse> CompleteAsync(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var encode = Paging.Encoding(request);
        var forbid = RequestHeaders.ForbidsOverwrite(request);
        var body = await Intake.ReadDocumentAsync(request);
        var isAll = "yes".Equals(request.Header("x-oss-complete-all"), StringComparison.OrdinalIgnoreCase);
        if (isAll && body.Length > 0)
        {
            throw OssErrors.InvalidArgument("x-oss-complete-all", "yes", "The request must not have a body with x-oss-complete-all.");
        }

        var list = isAll ? null : CompleteList.Parse(body);
        var made = bucket.Complete(request.Key!, request.Query["uploadId"], (upload, old) =>
        {
            var parts = CompleteList.Choose(upload, list);
            return old is not null && forbid ? throw OssErrors.FileAlreadyExists() : CompleteList.Make(upload, parts, service.Now());
        });
        return OssResponse.Xml(XmlText.Document("CompleteMultipartUploadResult", xml =>
        {
            Paging.EncodingType(xml, request);
            xml.Element("Location", $"http://{request.Host}/{PercentEncoding.EncodePath(made.Key)}");
            xml.Element("Bucket", bucket.Name);
            xml.Element("Key", encode(made.Key));
            xml.Element("ETag", made.QuotedETag);
        })).With("ETag", made.QuotedETag).With("x-oss-hash-crc64ecma", ObjectOperations.Crc(made.Crc64));
    }

    public OssResponse Abort(OssRequest request)
    {
        service.FindBucketOfObject(request).Abort(request.Key!, request.Query["uploadId"]);
        return OssResponse.Empty(204);
    }

    /// <summary>The number and the upload of a part.</summary>
    public static (int Number, string Id) PartOf(OssRequest request)
    {
        var value = request.Query["partNumber"];
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > MaxParts)
        {
            throw OssErrors.InvalidArgument(
                "partNumber", value, "Part number must be an integer between 1 and 10000, inclusive.", "0017-00000220");
        }

        return (number, request.Query.NotEmpty("uploadId") ?? throw OssErrors.NoSuchUpload(null));
    }

    private static int Number(OssRequest request, string name, int otherwise)
    {
        if (request.Query.NotEmpty(name) is not { } value) return otherwise;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw OssErrors.InvalidArgument(name, value, $"{name} must be a whole number.");
    }
}
