namespace Pai.Jobs.Internal.Emulator;

/// <summary>Deletes many objects at once.</summary>
internal sealed class DeleteOperations(OssService service)
{
    public async Task<OssResponse> DeleteAsync(OssRequest request)
    {
        var bucket = service.FindBucket(request.Bucket);
        var encode = Paging.Encoding(request);
        if (request.Header("content-md5") is null) throw MissingMd5();
        var root = XmlBody.Parse(await Intake.ReadDocumentAsync(request), "Delete");
        var keys = root.Children("Object")
            .Select(item => item.Child("Key") ?? throw OssErrors.MalformedXml("an Object has no Key."))
            .ToList();
        if (keys.Count is 0 or > 1000) throw OssErrors.MalformedXml("it must name between 1 and 1000 objects.");
        foreach (var key in keys) OssService.CheckKey(key);
        foreach (var key in keys) bucket.Delete(key);
        if (root.Child("Quiet")?.Trim() == "true") return OssResponse.Empty(200);
        return OssResponse.Xml(XmlText.Document("DeleteResult", xml =>
        {
            Paging.EncodingType(xml, request);
            foreach (var key in keys) xml.Element("Deleted", item => item.Element("Key", encode(key)));
        }));
    }

    private static ServiceErrorException MissingMd5() =>
        new ServiceErrorException(400, "MissingArgument", "0017-00000903", "Missing Some Required Arguments.")
            .With("ArgumentName", "Content-MD5");
}
