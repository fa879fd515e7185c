using System.Collections.Frozen;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Names the operation of a request. Parameters it does not know are ignored, as newer clients send them.</summary>
internal static class OperationTable
{
    /// <summary>Parameters that make a request another operation, which the emulator does not have.</summary>
    private static readonly FrozenSet<string> s_unsupported = (
        "asyncFetch bucketArchiveDirectRead callback cloudboxes cname comp encryption group httpsConfig img inventory inventoryId " +
        "live metaQuery objectInfo policyStatus publicAccessBlock qos qosInfo qosRequester redundancyTransition regionList replication " +
        "replicationLocation replicationProgress requestPayment requesterQosInfo resourceGroup resourcePool resourcePoolBuckets " +
        "resourcePoolInfo restore select style styleName symlink transferAcceleration versions vod worm wormExtend wormId " +
        "accessPoint accessPointPolicy x-oss-process x-oss-async-process").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> s_settings =
        FrozenSet.Create(StringComparer.Ordinal, "cors", "lifecycle", "logging", "policy", "referer", "tagging", "versioning", "website");

    public static EmulatedOperation Find(OssRequest request)
    {
        foreach (var (name, _) in request.Query.Pairs)
        {
            if (s_unsupported.Contains(name)) return EmulatedOperation.Other;
        }

        if (request.Bucket.Length == 0 && request.Key is null)
        {
            return request.Method == "GET" ? EmulatedOperation.ListBuckets : EmulatedOperation.Other;
        }

        return request.Key is null ? OfBucket(request.Method, request.Query) : OfObject(request);
    }

    private static EmulatedOperation OfBucket(string method, RawQuery query)
    {
        if (query.Pairs.Any(pair => s_settings.Contains(pair.Key)))
        {
            return method == "GET" ? EmulatedOperation.GetBucketSetting : EmulatedOperation.Other;
        }

        return method switch
        {
            "GET" when query.Has("bucketInfo") => EmulatedOperation.GetBucketInfo,
            "GET" when query.Has("location") => EmulatedOperation.GetBucketLocation,
            "GET" when query.Has("stat") => EmulatedOperation.GetBucketStat,
            "GET" when query.Has("acl") => EmulatedOperation.GetBucketAcl,
            "GET" when query.Has("uploads") => EmulatedOperation.ListMultipartUploads,
            "GET" when query["list-type"] == "2" => EmulatedOperation.ListObjectsV2,
            "GET" => EmulatedOperation.ListObjects,
            "HEAD" => EmulatedOperation.HeadBucket,
            "PUT" when query.Has("acl") => EmulatedOperation.PutBucketAcl,
            "PUT" => EmulatedOperation.PutBucket,
            "DELETE" => EmulatedOperation.DeleteBucket,
            "POST" when query.Has("delete") => EmulatedOperation.DeleteMultipleObjects,
            _ => EmulatedOperation.Other,
        };
    }

    private static EmulatedOperation OfObject(OssRequest request)
    {
        var query = request.Query;
        var isCopy = request.Header("x-oss-copy-source") is not null;
        return request.Method switch
        {
            "GET" when query.Has("uploadId") => EmulatedOperation.ListParts,
            "GET" when query.Has("tagging") => EmulatedOperation.GetObjectTagging,
            "GET" when query.Has("acl") => EmulatedOperation.GetObjectAcl,
            "GET" => EmulatedOperation.GetObject,
            "HEAD" when query.Has("objectMeta") => EmulatedOperation.GetObjectMeta,
            "HEAD" => EmulatedOperation.HeadObject,
            "PUT" when query.Has("uploadId") || query.Has("partNumber") =>
                isCopy ? EmulatedOperation.UploadPartCopy : EmulatedOperation.UploadPart,
            "PUT" when query.Has("tagging") => EmulatedOperation.PutObjectTagging,
            "PUT" when query.Has("acl") => EmulatedOperation.PutObjectAcl,
            "PUT" => isCopy ? EmulatedOperation.CopyObject : EmulatedOperation.PutObject,
            "POST" when query.Has("uploads") => EmulatedOperation.InitiateMultipartUpload,
            "POST" when query.Has("uploadId") => EmulatedOperation.CompleteMultipartUpload,
            "POST" when query.Has("append") => EmulatedOperation.AppendObject,
            "DELETE" when query.Has("uploadId") => EmulatedOperation.AbortMultipartUpload,
            "DELETE" when query.Has("tagging") => EmulatedOperation.DeleteObjectTagging,
            "DELETE" => EmulatedOperation.DeleteObject,
            _ => EmulatedOperation.Other,
        };
    }
}
