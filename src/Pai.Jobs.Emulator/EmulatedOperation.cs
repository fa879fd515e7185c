namespace Pai.Jobs.Emulator;

/// <summary>An operation of one of the emulator's services, by the service's own name.</summary>
public enum EmulatedOperation
{
    /// <summary>
    /// An operation that the emulator does not have: OSS answers 501 NotImplemented, PAI's services 404 InvalidApi.NotFound.
    /// </summary>
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

    /// <summary><c>POST /api/v1/jobs</c> of PAI-DLC.</summary>
    CreateJob,

    /// <summary><c>GET /api/v1/jobs/{JobId}</c> of PAI-DLC.</summary>
    GetJob,

    /// <summary><c>GET /api/v1/jobs</c> of PAI-DLC.</summary>
    ListJobs,

    /// <summary><c>PUT /api/v1/jobs/{JobId}</c> of PAI-DLC.</summary>
    UpdateJob,

    /// <summary><c>POST /api/v1/jobs/{JobId}/stop</c> of PAI-DLC.</summary>
    StopJob,

    /// <summary><c>DELETE /api/v1/jobs/{JobId}</c> of PAI-DLC.</summary>
    DeleteJob,

    /// <summary><c>POST /api/v1/tags</c> of PAI-DLC.</summary>
    TagResources,

    /// <summary><c>GET /api/v1/jobs/{JobId}/pods/{PodId}/logs</c> of PAI-DLC.</summary>
    GetPodLogs,

    /// <summary><c>GET /api/v1/jobs/{JobId}/pods/{PodId}/events</c> of PAI-DLC.</summary>
    GetPodEvents,

    /// <summary><c>GET /api/v1/jobs/{JobId}/events</c> of PAI-DLC.</summary>
    GetJobEvents,

    /// <summary><c>GET /api/v1/ecsspecs</c> of PAI-DLC.</summary>
    ListEcsSpecs,

    /// <summary><c>GET /api/v1/images</c> of AIWorkspace.</summary>
    ListImages,

    /// <summary><c>GET /api/v1/images/{ImageId}</c> of AIWorkspace.</summary>
    GetImage,

    /// <summary><c>GET /api/v1/workspaces</c> of AIWorkspace.</summary>
    ListWorkspaces,

    /// <summary><c>GET /api/v1/workspaces/{WorkspaceId}</c> of AIWorkspace.</summary>
    GetWorkspace,

    /// <summary><c>GET /api/v1/workspaces/{WorkspaceId}/configs</c> of AIWorkspace.</summary>
    ListConfigs,

    /// <summary><c>GET /api/v1/jobs/{JobId}/metrics</c> of PAI-DLC.</summary>
    GetJobMetrics,

    /// <summary><c>GET /api/v1/jobs/{JobId}/pods/{PodId}/webterminal</c> of PAI-DLC.</summary>
    GetWebTerminal,

    /// <summary><c>GET /api/v1/datasets</c> of AIWorkspace.</summary>
    ListDatasets,

    /// <summary><c>GET /api/v1/datasets/{DatasetId}</c> of AIWorkspace.</summary>
    GetDataset,
}
