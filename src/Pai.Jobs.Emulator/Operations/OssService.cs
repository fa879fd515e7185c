using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The state that all operations share: the store, the clock, the region, and the bucket of a request.</summary>
internal sealed record OssService(Store Store, TimeProvider Clock, string Region, bool LenientRanges)
{
    /// <summary>The id and the name of the account that owns all buckets.</summary>
    public const string Owner = "1000000000000001";

    public string Location => "oss-" + Region;

    /// <summary>The bucket of a request; an error for one that is unknown, or of another account.</summary>
    public Bucket FindBucket(string name)
    {
        if (!IsBucketName(name)) throw OssErrors.InvalidBucketName(name);
        if (!Store.TryFind(name, out var bucket)) throw OssErrors.NoSuchBucket(name);
        return bucket.Settings.IsForeign
            ? throw OssErrors.AccessDenied("The bucket you access does not belong to you.", "0003-00000801").With("BucketName", name)
            : bucket;
    }

    /// <summary>The bucket, for an operation on an object with a valid key.</summary>
    public Bucket FindBucketOfObject(OssRequest request)
    {
        CheckKey(request.Key!);
        return FindBucket(request.Bucket);
    }

    public DateTimeOffset Now() => Clock.GetUtcNow();

    public static bool IsBucketName(string name) =>
        name.Length is >= 3 and <= 63 && name[0] != '-' && name[^1] != '-'
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    public static void CheckKey(string key)
    {
        if (key.Length == 0) throw OssErrors.InvalidObjectName();
        if (key[0] is '/' or '\\') throw OssErrors.InvalidObjectName("0016-00000005");
        if (Encoding.UTF8.GetByteCount(key) > 1023) throw OssErrors.InvalidObjectName("0016-00000004");
    }
}
