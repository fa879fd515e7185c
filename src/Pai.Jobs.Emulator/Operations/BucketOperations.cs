namespace Pai.Jobs.Internal.Emulator;

/// <summary>The service's list of buckets, and buckets themselves.</summary>
internal sealed class BucketOperations(OssService service)
{
    private static readonly string[] s_acls = ["private", "public-read", "public-read-write"];

    public OssResponse List(OssRequest request)
    {
        var prefix = request.Query["prefix"] ?? "";
        var marker = request.Query["marker"] ?? "";
        var max = Paging.Max(request, "max-keys", 100);
        var buckets = service.Store.Buckets
            .Where(bucket => !bucket.Settings.IsForeign && bucket.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Where(bucket => string.CompareOrdinal(bucket.Name, marker) > 0)
            .Take(max + 1)
            .ToList();
        var isTruncated = buckets.Count > max;
        if (isTruncated) buckets.RemoveAt(max);
        return OssResponse.Xml(XmlText.Document("ListAllMyBucketsResult", xml =>
        {
            xml.Element("Prefix", prefix);
            xml.Element("Marker", marker);
            xml.Element("MaxKeys", max);
            xml.Element("IsTruncated", isTruncated);
            xml.Element("NextMarker", isTruncated ? buckets[^1].Name : "");
            Owner(xml);
            xml.Element("Buckets", list => buckets.ForEach(bucket => list.Element("Bucket", item => Describe(item, bucket.Settings))));
        }));
    }

    public async Task<OssResponse> PutAsync(OssRequest request)
    {
        if (!OssService.IsBucketName(request.Bucket)) throw OssErrors.InvalidBucketName(request.Bucket);
        var acl = RequestHeaders.OneOf("x-oss-acl", request.Header("x-oss-acl") ?? "private", s_acls);
        var storageClass = "Standard";
        if (await Intake.ReadDocumentAsync(request) is { Length: > 0 } body)
        {
            storageClass = XmlBody.Parse(body, "CreateBucketConfiguration").Child("StorageClass") ?? storageClass;
        }

        var bucket = service.Store.Create(new(request.Bucket, service.Now(), acl, storageClass));
        if (bucket.Settings.IsForeign)
        {
            throw new ServiceErrorException(
                409, "BucketAlreadyExists", "0015-00000104", "The requested bucket name is not available. Please select a different name.")
                .With("BucketName", bucket.Name);
        }

        return OssResponse.Empty(200).With("Location", "/" + bucket.Name);
    }

    public OssResponse Delete(OssRequest request)
    {
        var bucket = service.FindBucket(request.Bucket);
        return service.Store.TryDelete(bucket)
            ? OssResponse.Empty(204)
            : throw new ServiceErrorException(409, "BucketNotEmpty", "0015-00000301", "The bucket has objects or open multipart uploads.")
                .With("BucketName", bucket.Name);
    }

    public OssResponse Head(OssRequest request)
    {
        service.FindBucket(request.Bucket);
        return OssResponse.Empty(200).With("x-oss-bucket-region", service.Location);
    }

    public OssResponse Info(OssRequest request)
    {
        var settings = service.FindBucket(request.Bucket).Settings;
        return OssResponse.Xml(XmlText.Document("BucketInfo", root => root.Element("Bucket", xml =>
        {
            Describe(xml, settings);
            xml.Element("DataRedundancyType", "LRS");
            xml.Element("AccessMonitor", "Disabled");
            xml.Element("AccessControlList", list => list.Element("Grant", settings.Acl));
            Owner(xml);
            xml.Element("Versioning", "");
            xml.Element("TransferAcceleration", "Disabled");
            xml.Element("CrossRegionReplication", "Disabled");
            xml.Element("ResourceGroupId", "");
            xml.Element("Comment", "");
            xml.Element("ServerSideEncryptionRule", rule => rule.Element("SSEAlgorithm", "None"));
            xml.Element("BucketPolicy", policy =>
            {
                policy.Element("LogBucket", "");
                policy.Element("LogPrefix", "");
            });
        })));
    }

    public OssResponse Location(OssRequest request)
    {
        service.FindBucket(request.Bucket);
        return OssResponse.Xml(XmlText.Document("LocationConstraint", service.Location));
    }

    public OssResponse Stat(OssRequest request)
    {
        var bucket = service.FindBucket(request.Bucket);
        var (count, size) = bucket.Read("", inclusive: true, objects =>
            objects.Aggregate((Count: 0L, Size: 0L), (sum, found) => (sum.Count + 1, sum.Size + found.Length)));
        var uploads = bucket.ReadUploads(all => all.Count());
        return OssResponse.Xml(XmlText.Document("BucketStat", xml =>
        {
            xml.Element("Storage", size);
            xml.Element("ObjectCount", count);
            xml.Element("MultipartUploadCount", uploads);
            xml.Element("LiveChannelCount", 0);
            xml.Element("LastModifiedTime", service.Now().ToUnixTimeSeconds());
            xml.Element("StandardStorage", size);
            xml.Element("StandardObjectCount", count);
        }));
    }

    public OssResponse Acl(OssRequest request)
    {
        var settings = service.FindBucket(request.Bucket).Settings;
        return OssResponse.Xml(XmlText.Document("AccessControlPolicy", xml =>
        {
            Owner(xml);
            xml.Element("AccessControlList", list => list.Element("Grant", settings.Acl));
        }));
    }

    public OssResponse PutAcl(OssRequest request)
    {
        var bucket = service.FindBucket(request.Bucket);
        bucket.SetAcl(RequestHeaders.OneOf("x-oss-acl", request.Header("x-oss-acl") ?? "", s_acls));
        return OssResponse.Empty(200);
    }

    /// <summary>A setting that no bucket has: an empty one, or the error that says so.</summary>
    public OssResponse Setting(OssRequest request)
    {
        var bucket = service.FindBucket(request.Bucket);
        var query = request.Query;
        if (query.Has("lifecycle")) throw Unset("NoSuchLifecycle", "lifecycle");
        if (query.Has("cors")) throw Unset("NoSuchCORSConfiguration", "CORS");
        if (query.Has("website")) throw Unset("NoSuchWebsiteConfiguration", "website");
        if (query.Has("policy")) throw Unset("NoSuchBucketPolicy", "policy");
        if (query.Has("tagging")) return OssResponse.Xml(XmlText.Document("Tagging", xml => xml.Element("TagSet", "")));
        if (query.Has("versioning")) return OssResponse.Xml(XmlText.Document("VersioningConfiguration", ""));
        if (query.Has("logging")) return OssResponse.Xml(XmlText.Document("BucketLoggingStatus", ""));
        return OssResponse.Xml(XmlText.Document("RefererConfiguration", xml =>
        {
            xml.Element("AllowEmptyReferer", true);
            xml.Element("RefererList", "");
        }));

        ServiceErrorException Unset(string code, string setting) =>
            new ServiceErrorException(404, code, "0015-00000401", $"The {setting} configuration does not exist.")
                .With("BucketName", bucket.Name);
    }

    public static void Owner(XmlText xml) => xml.Element("Owner", owner =>
    {
        owner.Element("ID", OssService.Owner);
        owner.Element("DisplayName", OssService.Owner);
    });

    private void Describe(XmlText xml, BucketSettings settings)
    {
        xml.Element("Name", settings.Name);
        xml.Element("Location", service.Location);
        xml.Element("Region", service.Region);
        xml.Element("CreationDate", settings.Created);
        xml.Element("StorageClass", settings.StorageClass);
        xml.Element("ExtranetEndpoint", $"{service.Location}.aliyuncs.com");
        xml.Element("IntranetEndpoint", $"{service.Location}-internal.aliyuncs.com");
    }
}
