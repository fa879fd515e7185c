using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The older signature, HMAC-SHA1, as the service computes it.</summary>
internal static class SignatureV1
{
    /// <summary>The query parameters that belong to the resource, besides all that begin with <c>x-oss-</c>.</summary>
    private static readonly FrozenSet<string> s_subresources = (
        "acl append bucketInfo location stat delete tagging objectMeta objectInfo uploads uploadId partNumber security-token position " +
        "response-content-type response-content-language response-expires response-cache-control response-content-disposition " +
        "response-content-encoding restore callback callback-var versions versioning versionId sequential continuation-token regionList " +
        "cloudboxes symlink cors logging website referer lifecycle qos qosInfo policy requestPayment encryption live comp status vod " +
        "startTime endTime inventory inventoryId worm wormId wormExtend replication replicationLocation replicationProgress " +
        "transferAcceleration cname metaQuery asyncFetch resourceGroup style styleName group link img bucketArchiveDirectRead " +
        "httpsConfig redundancyTransition accessPoint accessPointPolicy publicAccessBlock requesterQosInfo qosRequester resourcePool " +
        "resourcePoolInfo resourcePoolBuckets").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static string StringToSign(
        string method,
        string date,
        string resource,
        IEnumerable<KeyValuePair<string, string>> query,
        IReadOnlyDictionary<string, string> headers)
    {
        var text = new StringBuilder();
        text.Append(method).Append('\n');
        text.Append(headers.GetValueOrDefault("content-md5")).Append('\n');
        text.Append(headers.GetValueOrDefault("content-type")).Append('\n');
        text.Append(date).Append('\n');
        foreach (var (name, value) in headers.OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            if (name.StartsWith("x-oss-", StringComparison.Ordinal)) text.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }

        text.Append(resource);
        var separator = '?';
        foreach (var (name, value) in query.Where(pair => IsSubresource(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(separator).Append(name);
            if (value.Length > 0) text.Append('=').Append(value);
            separator = '&';
        }

        return text.ToString();
    }

    [SuppressMessage("Security", "CA5350", Justification = "The service's older signature is HMAC-SHA1.")]
    public static string Sign(string secret, string stringToSign) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(stringToSign)));

    private static bool IsSubresource(string name) => s_subresources.Contains(name) || name.StartsWith("x-oss-", StringComparison.Ordinal);
}
