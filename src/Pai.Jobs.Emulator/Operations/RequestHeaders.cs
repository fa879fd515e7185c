using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Reads what a request says about the object that it writes.</summary>
internal static class RequestHeaders
{
    private const int MetadataLimit = 8 << 10;

    private static readonly string[] s_kept =
        ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"];

    private static readonly string[] s_classes = ["Standard", "IA", "Archive", "ColdArchive", "DeepColdArchive"];

    private static readonly string[] s_acls = ["default", "private", "public-read", "public-read-write"];

    public static ObjectHeaders Read(OssRequest request, string storageClass)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var metadata = 0;
        foreach (var (name, value) in request.Headers)
        {
            var isMetadata = name.StartsWith("x-oss-meta-", StringComparison.Ordinal);
            if (!isMetadata && !s_kept.Contains(name)) continue;
            values[name] = value;
            if (isMetadata) metadata += Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value);
        }

        if (metadata > MetadataLimit)
        {
            throw new ServiceErrorException(
                400, "InvalidArgument", "0017-00000301", "Your metadata headers exceed the maximum allowed metadata size.");
        }

        return new(
            values,
            OneOf("x-oss-storage-class", request.Header("x-oss-storage-class") ?? storageClass, s_classes),
            OneOf("x-oss-object-acl", request.Header("x-oss-object-acl") ?? "default", s_acls));
    }

    /// <summary>The tags of the header <c>x-oss-tagging</c>, which is encoded as a query.</summary>
    public static IReadOnlyDictionary<string, string> Tags(OssRequest request)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in new RawQuery(request.Header("x-oss-tagging") ?? "").Pairs) tags[name] = value;
        CheckTags(tags.Count);
        return tags;
    }

    public static void CheckTags(int count)
    {
        if (count > 10) throw OssErrors.InvalidArgument("Tag", null, "The number of tags must be at most 10.", "0017-00000302");
    }

    public static bool ForbidsOverwrite(OssRequest request) => request.Header("x-oss-forbid-overwrite") switch
    {
        null or "false" => false,
        "true" => true,
        var value => throw OssErrors.InvalidArgument(
            "x-oss-forbid-overwrite", value, "x-oss-forbid-overwrite must be true or false.", "0017-00000279"),
    };

    public static string OneOf(string header, string value, string[] allowed) =>
        allowed.FirstOrDefault(candidate => candidate.Equals(value, StringComparison.OrdinalIgnoreCase))
        ?? throw OssErrors.InvalidArgument(header, value, $"{header} must be one of {string.Join(", ", allowed)}.");
}
