namespace Pai.Jobs.Internal.Emulator;

/// <summary>Checks conditional headers, of a request or of a copy's source.</summary>
internal static class Conditions
{
    public static void Check(OssRequest request, StoredObject found) => Check(request, found, "");

    public static void CheckCopySource(OssRequest request, StoredObject found) => Check(request, found, "x-oss-copy-source-");

    private static void Check(OssRequest request, StoredObject found, string prefix)
    {
        var modified = Times.WholeSeconds(found.LastModified);
        if (request.Header(prefix + "if-match") is { } match)
        {
            if (!Matches(match, found.ETag)) throw OssErrors.PreconditionFailed("If-Match");
        }
        else if (Times.Parse(request.Header(prefix + "if-unmodified-since")) is { } unmodifiedSince && modified > unmodifiedSince)
        {
            throw OssErrors.PreconditionFailed("If-Unmodified-Since");
        }

        if (request.Header(prefix + "if-none-match") is { } noneMatch)
        {
            if (Matches(noneMatch, found.ETag)) throw NotModified(found);
        }
        else if (Times.Parse(request.Header(prefix + "if-modified-since")) is { } modifiedSince && modified <= modifiedSince)
        {
            throw NotModified(found);
        }
    }

    private static bool Matches(string header, string etag) =>
        header.Split(',', StringSplitOptions.TrimEntries)
            .Any(value => value == "*" || value.Trim('"').Equals(etag, StringComparison.OrdinalIgnoreCase));

    private static ServiceErrorException NotModified(StoredObject found) => OssErrors.NotModified()
        .WithHeader("ETag", found.QuotedETag)
        .WithHeader("Last-Modified", Times.ToHeader(found.LastModified));
}
