using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Carries out requests: verifies the signature, checks the access, and calls the operation.</summary>
internal sealed class OssHandler
{
    private readonly OssService _service;
    private readonly Authenticator _authenticator;
    private readonly BucketOperations _buckets;
    private readonly ListOperations _lists;
    private readonly UploadListOperations _uploads;
    private readonly DeleteOperations _deletes;
    private readonly ObjectOperations _objects;
    private readonly MultipartOperations _multipart;
    private readonly CopyOperations _copies;
    private readonly AppendOperations _appends;
    private readonly TagOperations _tags;

    public OssHandler(OssService service, Authenticator authenticator)
    {
        (_service, _authenticator) = (service, authenticator);
        (_buckets, _lists, _uploads, _deletes) = (new(service), new(service), new(service), new(service));
        (_objects, _multipart, _appends) = (new(service), new(service), new(service));
        (_copies, _tags) = (new(service, _objects, _multipart), new(service, _objects));
    }

    public async ValueTask<OssResponse> HandleAsync(OssRequest request)
    {
        if (!_authenticator.Authenticate(request)) CheckAnonymous(request);
        return request.Operation switch
        {
            EmulatedOperation.ListBuckets => _buckets.List(request),
            EmulatedOperation.PutBucket => await _buckets.PutAsync(request),
            EmulatedOperation.DeleteBucket => _buckets.Delete(request),
            EmulatedOperation.HeadBucket => _buckets.Head(request),
            EmulatedOperation.GetBucketInfo => _buckets.Info(request),
            EmulatedOperation.GetBucketLocation => _buckets.Location(request),
            EmulatedOperation.GetBucketAcl => _buckets.Acl(request),
            EmulatedOperation.PutBucketAcl => _buckets.PutAcl(request),
            EmulatedOperation.GetBucketStat => _buckets.Stat(request),
            EmulatedOperation.GetBucketSetting => _buckets.Setting(request),
            EmulatedOperation.ListObjects => _lists.List(request),
            EmulatedOperation.ListObjectsV2 => _lists.ListV2(request),
            EmulatedOperation.ListMultipartUploads => _uploads.List(request),
            EmulatedOperation.DeleteMultipleObjects => await _deletes.DeleteAsync(request),
            EmulatedOperation.PutObject => await _objects.PutAsync(request),
            EmulatedOperation.GetObject => _objects.Get(request),
            EmulatedOperation.HeadObject => _objects.Head(request),
            EmulatedOperation.GetObjectMeta => _objects.Meta(request),
            EmulatedOperation.CopyObject => _copies.Copy(request),
            EmulatedOperation.AppendObject => await _appends.AppendAsync(request),
            EmulatedOperation.DeleteObject => _objects.Delete(request),
            EmulatedOperation.GetObjectAcl => _tags.GetAcl(request),
            EmulatedOperation.PutObjectAcl => _tags.PutAcl(request),
            EmulatedOperation.GetObjectTagging => _tags.Get(request),
            EmulatedOperation.PutObjectTagging => await _tags.PutAsync(request),
            EmulatedOperation.DeleteObjectTagging => _tags.Delete(request),
            EmulatedOperation.InitiateMultipartUpload => _multipart.Initiate(request),
            EmulatedOperation.UploadPart => await _multipart.UploadPartAsync(request),
            EmulatedOperation.UploadPartCopy => _copies.CopyPart(request),
            EmulatedOperation.ListParts => _multipart.ListParts(request),
            EmulatedOperation.CompleteMultipartUpload => await _multipart.CompleteAsync(request),
            EmulatedOperation.AbortMultipartUpload => _multipart.Abort(request),
            _ => throw Unsupported(request),
        };
    }

    /// <summary>An unsigned request may read public objects, and write where everyone may.</summary>
    private void CheckAnonymous(OssRequest request)
    {
        if (request.Bucket.Length > 0 && _service.Store.TryFind(request.Bucket, out var bucket))
        {
            var acl = request.Key is { } key && bucket.Find(key)?.Headers.Acl is { } own && own != "default" ? own : bucket.Settings.Acl;
            var isRead = request.Operation is EmulatedOperation.GetObject or EmulatedOperation.HeadObject or EmulatedOperation.GetObjectMeta
                or EmulatedOperation.ListObjects or EmulatedOperation.ListObjectsV2;
            var isWrite = request.Operation is EmulatedOperation.PutObject or EmulatedOperation.DeleteObject
                or EmulatedOperation.AppendObject or EmulatedOperation.InitiateMultipartUpload or EmulatedOperation.UploadPart
                or EmulatedOperation.CompleteMultipartUpload or EmulatedOperation.AbortMultipartUpload or EmulatedOperation.ListParts;
            if ((isRead && acl != "private") || (isWrite && acl == "public-read-write")) return;
        }
        else if (OssService.IsBucketName(request.Bucket))
        {
            throw OssErrors.NoSuchBucket(request.Bucket);
        }

        throw OssErrors.AccessDenied("You have no right to access this object because of bucket acl.");
    }

    private static ServiceErrorException Unsupported(OssRequest request)
    {
        var methods = (ReadOnlySpan<string>)["GET", "HEAD", "PUT", "POST", "DELETE"];
        if (!methods.Contains(request.Method) || request.Query.Pairs.Count == 0) return OssErrors.MethodNotAllowed(request.Method);
        return OssErrors.NotImplemented(request.Query.Pairs[0].Key);
    }
}
