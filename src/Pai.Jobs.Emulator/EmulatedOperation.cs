namespace Pai.Jobs.Emulator;

/// <summary>An operation of the object storage service, by the service's own name.</summary>
public enum EmulatedOperation
{
    /// <summary>An operation that the emulator does not have; it answers 501 NotImplemented.</summary>
    Other,

    /// <summary><c>GET /</c> of the service.</summary>
    ListBuckets,

    /// <summary><c>PUT /</c> of a bucket.</summary>
    PutBucket,

    /// <summary><c>DELETE /</c> of a bucket.</summary>
    DeleteBucket,

    /// <summary><c>HEAD /</c> of a bucket.</summary>
    HeadBucket,

    /// <summary><c>GET /?bucketInfo</c>.</summary>
    GetBucketInfo,

    /// <summary><c>GET /?location</c>.</summary>
    GetBucketLocation,

    /// <summary><c>GET /?acl</c>.</summary>
    GetBucketAcl,

    /// <summary><c>PUT /?acl</c>.</summary>
    PutBucketAcl,

    /// <summary><c>GET /?stat</c>.</summary>
    GetBucketStat,

    /// <summary>A setting of a bucket that is never set, such as <c>GET /?lifecycle</c>.</summary>
    GetBucketSetting,

    /// <summary><c>GET /</c> of a bucket.</summary>
    ListObjects,

    /// <summary><c>GET /?list-type=2</c>.</summary>
    ListObjectsV2,

    /// <summary><c>GET /?uploads</c>.</summary>
    ListMultipartUploads,

    /// <summary><c>POST /?delete</c>.</summary>
    DeleteMultipleObjects,

    /// <summary><c>PUT /key</c>.</summary>
    PutObject,

    /// <summary><c>GET /key</c>.</summary>
    GetObject,

    /// <summary><c>HEAD /key</c>.</summary>
    HeadObject,

    /// <summary><c>HEAD /key?objectMeta</c>.</summary>
    GetObjectMeta,

    /// <summary><c>PUT /key</c> with a copy source.</summary>
    CopyObject,

    /// <summary><c>POST /key?append</c>.</summary>
    AppendObject,

    /// <summary><c>DELETE /key</c>.</summary>
    DeleteObject,

    /// <summary><c>GET /key?acl</c>.</summary>
    GetObjectAcl,

    /// <summary><c>PUT /key?acl</c>.</summary>
    PutObjectAcl,

    /// <summary><c>GET /key?tagging</c>.</summary>
    GetObjectTagging,

    /// <summary><c>PUT /key?tagging</c>.</summary>
    PutObjectTagging,

    /// <summary><c>DELETE /key?tagging</c>.</summary>
    DeleteObjectTagging,

    /// <summary><c>POST /key?uploads</c>.</summary>
    InitiateMultipartUpload,

    /// <summary><c>PUT /key?partNumber&amp;uploadId</c>.</summary>
    UploadPart,

    /// <summary><c>PUT /key?partNumber&amp;uploadId</c> with a copy source.</summary>
    UploadPartCopy,

    /// <summary><c>GET /key?uploadId</c>.</summary>
    ListParts,

    /// <summary><c>POST /key?uploadId</c>.</summary>
    CompleteMultipartUpload,

    /// <summary><c>DELETE /key?uploadId</c>.</summary>
    AbortMultipartUpload,
}
