using System.Security.Cryptography;
using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The key that signs the requests of one day for one region, and the scope that a signature names with it.</summary>
internal sealed class OssSigningKey
{
    private readonly string _secret;

    public OssSigningKey(PaiAccessKey accessKey, string day, string region, string product)
    {
        (_secret, AccessKeyId, Day, Region, Product) = (accessKey.Secret, accessKey.Id, day, region, product);
        Scope = $"{day}/{region}/{product}/aliyun_v4_request";
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("aliyun_v4" + accessKey.Secret), Encoding.UTF8.GetBytes(day));
        foreach (var step in (string[])[region, product, "aliyun_v4_request"]) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(step));
        Key = key;
    }

    public string AccessKeyId { get; }

    public string Day { get; }

    public string Region { get; }

    public string Product { get; }

    public string Scope { get; }

    public byte[] Key { get; }

    public bool Fits(PaiAccessKey accessKey, ReadOnlySpan<char> day, string region, string product) =>
        day.SequenceEqual(Day) && accessKey.Id == AccessKeyId && accessKey.Secret == _secret && region == Region && product == Product;
}
