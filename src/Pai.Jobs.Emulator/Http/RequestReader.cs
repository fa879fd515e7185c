using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Makes a request of what is on the wire: the target before any normalization, decoded once.</summary>
internal sealed class RequestReader(HostRouter router, PaiHosts hosts)
{
    public static string NewId() => Convert.ToHexString(RandomNumberGenerator.GetBytes(12));

    /// <param name="context">The request.</param>
    /// <param name="id">Its id, unless it is for a service whose ids have another form.</param>
    public OssRequest Read(HttpContext context, string id)
    {
        var request = context.Request;
        var (path, query) = Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var host = request.Host.Value ?? "";
        var product = hosts.Find(host, request.Headers["x-acs-version"]);
        var (bucket, key, _) = product is null ? router.Route(host, path) : ("", null, false);
        var isText = PercentEncoding.TryDecodePath(bucket, out var bucketName);
        string? keyName = null;
        isText &= key is null || PercentEncoding.TryDecodePath(key, out keyName);
        return new()
        {
            Id = product is null ? id : Guid.NewGuid().ToString().ToUpperInvariant(),
            Method = request.Method,
            Host = host,
            Product = product,
            Path = path,
            Bucket = bucketName ?? "",
            // An invalid name of an object, which an empty key is, rather than a bucket's own request.
            Key = isText ? keyName : "",
            Query = new(query),
            Headers = request.Headers.ToDictionary(
                header => header.Key.ToLowerInvariant(),
                header => string.Join(',', (string?[])header.Value!),
                StringComparer.Ordinal),
            Body = request.BodyReader,
            ContentLength = request.ContentLength,
            Aborted = context.RequestAborted,
        };
    }

    private static (string Path, string Query) Split(string target)
    {
        // A proxy's form of the target: http://host/path.
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        if (scheme > 0 && !target.StartsWith('/'))
        {
            var slash = target.IndexOf('/', scheme + 3);
            target = slash < 0 ? "/" : target[slash..];
        }

        var question = target.IndexOf('?', StringComparison.Ordinal);
        return question < 0 ? (target, "") : (target[..question], target[(question + 1)..]);
    }
}
