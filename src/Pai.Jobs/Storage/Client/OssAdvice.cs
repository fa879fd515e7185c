
namespace Pai.Jobs.Internal.Storage;

/// <summary>The sentence that an error ends with: the next thing to do.</summary>
internal static class OssAdvice
{
    /// <summary>A sentence; null where the service's own message says enough.</summary>
    public static string? For(OssRequest request, string? code, OssErrorDocument error, TimeSpan skew)
    {
        var (bucket, endpoint) = (request.Bucket.Name, request.Bucket.Endpoint);
        return code switch
        {
            "PublicEndpointForbidden" =>
                $"Accounts that are new to OSS since March 2025 cannot use {endpoint.Authority} for data. "
                + $"Use {endpoint.ToInternal().Authority} from a machine in the region, or a custom domain that is bound to the bucket.",
            "SecondLevelDomainForbidden" => "The service takes the bucket in the host only: use virtual-hosted addressing.",
            "NoSuchBucket" =>
                $"The bucket \"{bucket}\" does not exist at {endpoint.Authority}. Check its name, and the region of the endpoint.",
            "AccessDenied" when error.Endpoint is { } right => $"The bucket is served by {right}: use that endpoint.",
            "RequestTimeTooSkewed" =>
                $"The clock of this machine is {skew.Duration():g} {(skew < TimeSpan.Zero ? "ahead of" : "behind")} the service's. Set it.",
            "SignatureDoesNotMatch" => $"Check the access key secret, and that {endpoint.Region} is the region of {endpoint.Authority}.",
            "SecurityTokenExpired" => "The session of the access key has ended: get a new one.",
            _ => null,
        };
    }
}
