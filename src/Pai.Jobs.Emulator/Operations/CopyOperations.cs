namespace Pai.Jobs.Internal.Emulator;

/// <summary>Copies of objects, whole and as parts.</summary>
internal sealed class CopyOperations(OssService service, ObjectOperations objects, MultipartOperations multipart)
{
    private static readonly string[] s_directives = ["COPY", "REPLACE"];

    public OssResponse Copy(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var headers = RequestHeaders.Read(request, bucket.Settings.StorageClass);
        var tags = RequestHeaders.Tags(request);
        var forbid = RequestHeaders.ForbidsOverwrite(request);
        var replacesHeaders = IsReplace(request, "x-oss-metadata-directive");
        var replacesTags = IsReplace(request, "x-oss-tagging-directive");
        using var source = CopySource.Open(request, service);
        var from = source.Object;
        if (from.Type == "Appendable") throw NotSupported();
        if (from.Length > Intake.Limit) throw OssErrors.EntityTooLarge(Intake.Limit);
        if (forbid && bucket.Find(request.Key!) is not null) throw OssErrors.FileAlreadyExists();
        var received = Intake.Copy(from.Pieces, 0, from.Length, service.Store);
        var copy = objects.Store(
            bucket,
            request.Key!,
            received,
            replacesHeaders ? headers : headers with { Values = from.Headers.Values },
            replacesTags ? tags : from.Tags,
            forbid);
        return Answer("CopyObjectResult", copy.LastModified, copy.QuotedETag)
            .With("x-oss-hash-crc64ecma", ObjectOperations.Crc(copy.Crc64));
    }

    public OssResponse CopyPart(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var (number, id) = MultipartOperations.PartOf(request);
        bucket.WithUpload(request.Key!, id, upload => upload);
        using var source = CopySource.Open(request, service);
        var size = source.Object.Length;
        var header = request.Header("x-oss-copy-source-range");
        var range = ByteRange.Parse(header, size, standard: true) ?? new(0, size);
        if (range.Length > Intake.Limit) throw OssErrors.EntityTooLarge(Intake.Limit);
        var received = Intake.Copy(source.Object.Pieces, range.Offset, range.Length, service.Store);
        var part = multipart.Store(bucket, request.Key!, id, number, received);
        return Answer("CopyPartResult", part.LastModified, $"\"{part.ETag}\"").With("ETag", $"\"{part.ETag}\"");
    }

    private static OssResponse Answer(string root, DateTimeOffset lastModified, string etag) =>
        OssResponse.Xml(XmlText.Document(root, xml =>
        {
            xml.Element("LastModified", lastModified);
            xml.Element("ETag", etag);
        }));

    private static bool IsReplace(OssRequest request, string header) =>
        RequestHeaders.OneOf(header, request.Header(header) ?? "COPY", s_directives) == "REPLACE";

    private static ServiceErrorException NotSupported() =>
        new(409, "OperationNotSupported", "0016-00000703", "The operation is not supported for appendable objects.");
}
