namespace Pai.Jobs.Internal.Storage;

/// <summary>A multipart upload that is neither completed nor aborted.</summary>
/// <param name="Object">The object that it will make.</param>
/// <param name="UploadId">Its id.</param>
/// <param name="Initiated">When it was begun; null where it is not known.</param>
internal sealed record OssMultipartUpload(OssObjectAddress Object, string UploadId, DateTimeOffset? Initiated = null)
{
    public string? RequestId { get; init; }
}
