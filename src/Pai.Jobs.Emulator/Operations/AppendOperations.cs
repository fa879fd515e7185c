using System.Globalization;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Appends to objects.</summary>
internal sealed class AppendOperations(OssService service)
{
    public async Task<OssResponse> AppendAsync(OssRequest request)
    {
        var bucket = service.FindBucketOfObject(request);
        var headers = RequestHeaders.Read(request, bucket.Settings.StorageClass);
        var tags = RequestHeaders.Tags(request);
        var forbid = RequestHeaders.ForbidsOverwrite(request);
        if (!long.TryParse(request.Query["position"], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            throw OssErrors.InvalidArgument("position", request.Query["position"], "The position must be a whole number.");
        }

        Check(bucket.Find(request.Key!), position, forbid);
        var received = await Intake.ReadAsync(request, service.Store);
        var added = Pieces.Of(received.Content);
        try
        {
            var changed = bucket.Change(request.Key!, old =>
            {
                Check(old, position, forbid);
                if (position + added.Length > Intake.Limit) throw OssErrors.EntityTooLarge(Intake.Limit);
                old?.Pieces.Hold();
                return new StoredObject
                {
                    Key = request.Key!,
                    Type = "Appendable",
                    ETag = ETag(old, received),
                    Crc64 = OssCrc64.Combine(old?.Crc64 ?? 0, received.Crc64, added.Length),
                    LastModified = service.Now(),
                    Pieces = new([.. old?.Pieces.Contents ?? [], .. added.Contents]),
                    Headers = old?.Headers ?? headers,
                    Tags = old?.Tags ?? tags,
                    Appended = (old?.Appended ?? 0) + 1,
                };
            });
            return OssResponse.Empty(200)
                .With("ETag", changed.QuotedETag)
                .With("Content-MD5", received.Md5Base64)
                .With("x-oss-hash-crc64ecma", ObjectOperations.Crc(changed.Crc64))
                .With("x-oss-next-append-position", changed.Length.ToString(CultureInfo.InvariantCulture));
        }
        catch
        {
            added.Release();
            throw;
        }
    }

    private static string ETag(StoredObject? old, Received received) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Convert.ToHexString(Digests.Md5(Encoding.ASCII.GetBytes(old?.ETag + received.ETag)))}-{(old?.Appended ?? 0) + 1}");

    private static void Check(StoredObject? old, long position, bool forbidOverwrite)
    {
        if (old is not null && forbidOverwrite) throw OssErrors.FileAlreadyExists();
        if (old is not null && old.Type != "Appendable")
        {
            throw new ServiceErrorException(409, "ObjectNotAppendable", "0026-00000008", "The object is not appendable.");
        }

        var length = old?.Length ?? 0;
        if (position == length) return;
        var next = length.ToString(CultureInfo.InvariantCulture);
        throw new ServiceErrorException(409, "PositionNotEqualToLength", "0026-00000016", "Position is not equal to file length.")
            .WithHeader("x-oss-next-append-position", next);
    }
}
