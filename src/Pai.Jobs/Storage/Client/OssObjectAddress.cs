using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>An object in a bucket. The key is sent byte for byte: <c>a/../b</c>, <c>?x</c> and <c>%2E</c> are ordinary keys.</summary>
internal sealed record OssObjectAddress
{
    private const int MaxKeyBytes = 1023;
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">The key is not one that an object can have.</exception>
    public OssObjectAddress(OssBucketAddress bucket, string key)
    {
        ArgumentNullException.ThrowIfNull(bucket);
        ArgumentNullException.ThrowIfNull(key);
        if (ProblemOf(key) is { } problem) throw new ArgumentException($"The key \"{key}\" {problem}.", nameof(key));
        Bucket = bucket;
        Key = key;
    }

    public OssBucketAddress Bucket { get; }

    public string Key { get; }

    /// <summary>The reason why a key is not one that an object can have; null where it is.</summary>
    public static string? ProblemOf(string key)
    {
        if (key.Length == 0) return "is empty";
        if (key[0] is '/' or '\\') return "starts with a slash";
        try
        {
            return s_strict.GetByteCount(key) is var count and > MaxKeyBytes
                ? $"has {count} bytes in UTF-8, and {MaxKeyBytes} are the most"
                : null;
        }
        catch (EncoderFallbackException)
        {
            return "has half of a surrogate pair, which UTF-8 cannot hold";
        }
    }

    public override string ToString() => $"{Bucket}/{Key}";
}
