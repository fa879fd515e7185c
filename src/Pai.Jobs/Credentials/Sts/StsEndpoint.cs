namespace Pai.Jobs.Internal.Credentials;

/// <summary>The host of STS: the one that is named, else that of a region, else the central one.</summary>
internal static class StsEndpoint
{
    private const string Central = "https://sts.aliyuncs.com/";

    public static Uri Choose(RoleRequest role, CredentialContext context)
    {
        if (Parse(role.Endpoint ?? context.Variable("ALIBABA_CLOUD_STS_ENDPOINT")) is { } named) return named;
        if ((role.Region ?? context.Variable("ALIBABA_CLOUD_STS_REGION")) is not { } region) return new(Central);
        var vpc = role.UseVpc ?? context.Flag("ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED");
        return Parse($"{(vpc ? "sts-vpc" : "sts")}.{region}.aliyuncs.com")
            ?? throw new SourceException($"\"{region}\" is not a region of STS, such as cn-hangzhou.");
    }

    /// <returns>Why the host cannot be used; null if it can, or is not given.</returns>
    public static string? Problem(string? endpoint) => string.IsNullOrWhiteSpace(endpoint) || Parse(endpoint) is not null
        ? null
        : $"\"{endpoint}\" is not an STS host, such as sts.cn-hangzhou.aliyuncs.com. HTTPS is required, except on this machine.";

    private static Uri? Parse(string? endpoint)
    {
        if (string.IsNullOrWhiteSpace(endpoint)) return null;
        var text = endpoint.Contains("://", StringComparison.Ordinal) ? endpoint.Trim() : "https://" + endpoint.Trim();
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) return null;
        if (uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0) return null;
        return uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && LocalHosts.IsLoopback(uri)) ? uri : null;
    }
}
