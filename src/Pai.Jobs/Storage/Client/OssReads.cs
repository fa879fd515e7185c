namespace Pai.Jobs.Internal.Storage;

/// <summary>The requests that read an object, and their answers.</summary>
internal static class OssReads
{
    /// <summary>A range always asks for the standard behaviour: without it, one past the end is answered with the whole object.</summary>
    public static OssRequest CreateRequest(OssObjectAddress source, OssRange? range, OssCondition? condition) =>
        new OssRequest(HttpMethod.Get, source.Bucket, source.Key)
            .With(condition)
            .Header("range", range?.ToString())
            .Header("x-oss-range-behavior", range is null ? null : "standard");

    public static OssDownload Open(
        OssTransport transport, OssObjectAddress source, OssRequest request, OssRange? range, OssResponse response)
    {
        var (first, last, size) = OssRangeCheck.Of(response, range);
        var info = OssHeaders.ObjectOf(response, size);
        var stream = new OssReadStream(
            transport,
            (rest, etag) => CreateRequest(source, rest, etag.Length > 0 ? new() { IfMatch = etag } : null),
            request, response, info, first, last - first + 1);
        return new(info, first, last - first + 1, stream);
    }

    public static OssObjectInfo InfoOf(OssResponse response) =>
        OssHeaders.ObjectOf(response, response.ContentLength ?? throw new OssFormatException("it does not say the object's size"));
}
