using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The parts that a completed upload is made of: what the request lists, checked against what was uploaded.</summary>
internal static class CompleteList
{
    private const int SmallestPart = 100 << 10;

    public static IReadOnlyList<(int Number, string ETag)> Parse(byte[] body)
    {
        var parts = XmlBody.Parse(body, "CompleteMultipartUpload").Children("Part").Select(part =>
        {
            var number = part.Child("PartNumber");
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
                ? (value, (part.Child("ETag") ?? throw OssErrors.MalformedXml("a Part has no ETag.")).Trim().Trim('"'))
                : throw OssErrors.MalformedXml("a Part has no PartNumber.");
        }).ToList();
        return parts.Count > 0 ? parts : throw OssErrors.MalformedXml("it has no Part.");
    }

    /// <summary>The listed parts of the upload, or all of them without a list.</summary>
    public static IReadOnlyList<StoredPart> Choose(StoredUpload upload, IReadOnlyList<(int Number, string ETag)>? list)
    {
        list ??= [.. upload.Parts.Values.Select(part => (part.Number, part.ETag))];
        if (list.Count == 0) throw OssErrors.InvalidPart(1, null);
        for (var i = 1; i < list.Count; i++)
        {
            if (list[i].Number > list[i - 1].Number) continue;
            throw new ServiceErrorException(
                400,
                "InvalidPartOrder",
                "0042-00000209",
                "The list of parts was not in ascending order. Parts list must be specified in order by part number.")
                .With("PartNumber", list[i].Number.ToString(CultureInfo.InvariantCulture));
        }

        var parts = list.Select(listed =>
            upload.Parts.TryGetValue(listed.Number, out var part) && part.ETag.Equals(listed.ETag, StringComparison.OrdinalIgnoreCase)
                ? part
                : throw OssErrors.InvalidPart(listed.Number, listed.ETag)).ToList();
        foreach (var part in parts.SkipLast(1))
        {
            if (part.Content.Length < SmallestPart) throw TooSmall(part);
        }

        return parts;
    }

    public static StoredObject Make(StoredUpload upload, IReadOnlyList<StoredPart> parts, DateTimeOffset now)
    {
        var digest = Digests.Md5([.. parts.SelectMany(part => Convert.FromHexString(part.ETag))]);
        return new()
        {
            Key = upload.Key,
            Type = "Multipart",
            ETag = string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexString(digest)}-{parts.Count}"),
            Crc64 = parts.Aggregate(0UL, (crc, part) => OssCrc64.Combine(crc, part.Crc64, part.Content.Length)),
            LastModified = now,
            Pieces = new(parts.Select(part => part.Content)),
            Headers = upload.Headers,
            Tags = upload.Tags,
        };
    }

    private static ServiceErrorException TooSmall(StoredPart part) => new ServiceErrorException(
        400, "EntityTooSmall", "0042-00000213", "Your proposed upload smaller than the minimum allowed size.")
        .With("ETag", part.ETag)
        .With("MinSizeAllowed", SmallestPart.ToString(CultureInfo.InvariantCulture))
        .With("ProposedSize", part.Content.Length.ToString(CultureInfo.InvariantCulture))
        .With("PartNumber", part.Number.ToString(CultureInfo.InvariantCulture));
}
