namespace Pai.Jobs.Internal.Emulator;

/// <summary>The tags and the access control of single objects.</summary>
internal sealed class TagOperations(OssService service, ObjectOperations objects)
{
    private static readonly string[] s_acls = ["default", "private", "public-read", "public-read-write"];

    public OssResponse Get(OssRequest request)
    {
        var tags = objects.Find(request).Tags;
        return OssResponse.Xml(XmlText.Document("Tagging", root => root.Element("TagSet", set =>
        {
            foreach (var (name, value) in tags)
            {
                set.Element("Tag", tag =>
                {
                    tag.Element("Key", name);
                    tag.Element("Value", value);
                });
            }
        })));
    }

    public async Task<OssResponse> PutAsync(OssRequest request)
    {
        service.FindBucketOfObject(request);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        var root = XmlBody.Parse(await Intake.ReadDocumentAsync(request), "Tagging");
        foreach (var tag in root.Children("TagSet").SelectMany(set => set.Children("Tag")))
        {
            tags[tag.Child("Key") ?? throw OssErrors.MalformedXml("a Tag has no Key.")] = tag.Child("Value") ?? "";
        }

        RequestHeaders.CheckTags(tags.Count);
        Change(request, found => found with { Tags = tags });
        return OssResponse.Empty(200);
    }

    public OssResponse Delete(OssRequest request)
    {
        Change(request, found => found with { Tags = new Dictionary<string, string>() });
        return OssResponse.Empty(204);
    }

    public OssResponse GetAcl(OssRequest request)
    {
        var acl = objects.Find(request).Headers.Acl;
        return OssResponse.Xml(XmlText.Document("AccessControlPolicy", xml =>
        {
            BucketOperations.Owner(xml);
            xml.Element("AccessControlList", list => list.Element("Grant", acl));
        }));
    }

    public OssResponse PutAcl(OssRequest request)
    {
        var acl = RequestHeaders.OneOf("x-oss-object-acl", request.Header("x-oss-object-acl") ?? "", s_acls);
        Change(request, found => found with { Headers = found.Headers with { Acl = acl } });
        return OssResponse.Empty(200);
    }

    private void Change(OssRequest request, Func<StoredObject, StoredObject> change) =>
        service.FindBucketOfObject(request).Change(request.Key!, old =>
        {
            var found = old ?? throw OssErrors.NoSuchKey(request.Key!);
            found.Pieces.Hold();
            return change(found);
        });
}
