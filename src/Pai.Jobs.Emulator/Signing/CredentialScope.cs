namespace Pai.Jobs.Internal.Emulator;

/// <summary>The credential of a V4 signature: the key's id, and the scope that the signing key is derived for.</summary>
internal sealed record CredentialScope(string KeyId, string Day, string Region, string Product)
{
    /// <summary>Reads a credential of a time. Any region is fit where none is expected.</summary>
    public static CredentialScope Parse(string credential, DateTimeOffset time, string? expectedRegion)
    {
        if (credential.Split('/') is not [var id, var day, var region, var product, "aliyun_v4_request"]
            || product is not ("oss" or "oss-cloudbox")
            || day != Times.ToCompact(time)[..8])
        {
            throw OssErrors.InvalidArgument("Credential", null, "Invalid credential in Authorization.", "0002-00000205");
        }

        return expectedRegion is null || region == expectedRegion
            ? new(id, day, region, product)
            : throw OssErrors.InvalidArgument(
                "Region", region, $"Invalid signing region in Authorization, the region is {expectedRegion}.", "0002-00000206");
    }

    public override string ToString() => $"{Day}/{Region}/{Product}/aliyun_v4_request";
}
