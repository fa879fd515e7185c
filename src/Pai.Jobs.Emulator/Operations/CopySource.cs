namespace Pai.Jobs.Internal.Emulator;

/// <summary>The object that a copy reads, held until the copy is done.</summary>
internal sealed class CopySource : IDisposable
{
    private CopySource(StoredObject found) => Object = found;

    public StoredObject Object { get; }

    /// <summary>Reads the header <c>x-oss-copy-source</c>, and checks the copy's conditions.</summary>
    public static CopySource Open(OssRequest request, OssService service)
    {
        var header = request.Header("x-oss-copy-source") ?? "";
        var path = header.Split('?')[0].TrimStart('/');
        var version = header.Contains('?', StringComparison.Ordinal) ? new RawQuery(header.Split('?')[1]).NotEmpty("versionId") : null;
        // The slash between the two is encoded by some clients.
        var isEncoded = !path.Contains('/', StringComparison.Ordinal);
        if (isEncoded) path = PercentEncoding.Decode(path, plusIsSpace: false);
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        var key = path[(slash + 1)..];
        if (slash <= 0 || version is not (null or "null") || (!isEncoded && !PercentEncoding.TryDecodePath(key, out key)))
        {
            throw OssErrors.InvalidArgument(
                "x-oss-copy-source", header, "Copy Source must mention the source bucket and key: /bucket/key.");
        }

        OssService.CheckKey(key);
        var bucket = service.FindBucket(path[..slash]);
        if (!bucket.TryOpen(key, out var found)) throw OssErrors.NoSuchKey(key);
        var source = new CopySource(found);
        try
        {
            Conditions.CheckCopySource(request, found);
            return source;
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public void Dispose() => Object.Pieces.Release();
}
