using System.Buffers;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>A role to assume, as a profile or code says, and the STS host to ask.</summary>
internal sealed record RoleRequest
{
    private static readonly SearchValues<char> s_sessionName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.@-_");

    public required string Arn { get; init; }

    public string? SessionName { get; init; }

    public TimeSpan? Duration { get; init; }

    public string? Policy { get; init; }

    public string? ExternalId { get; init; }

    public string? Endpoint { get; init; }

    public string? Region { get; init; }

    public bool? UseVpc { get; init; }

    /// <exception cref="ArgumentException">A value is missing or out of its range.</exception>
    public static RoleRequest Of(AssumeRoleOptions options) => Checked(new()
    {
        Arn = options.RoleArn,
        SessionName = options.SessionName,
        Duration = options.Duration,
        Policy = options.Policy,
        ExternalId = options.ExternalId,
        Endpoint = options.StsEndpoint,
        Region = options.StsRegion,
        UseVpc = options.UseVpcEndpoint,
    });

    /// <exception cref="ArgumentException">A value is missing or out of its range.</exception>
    public static RoleRequest Of(AssumeRoleWithOidcOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(options.ProviderArn);
        ArgumentException.ThrowIfNullOrWhiteSpace(options.TokenFile);
        return Checked(new()
        {
            Arn = options.RoleArn,
            SessionName = options.SessionName,
            Duration = options.Duration,
            Policy = options.Policy,
            Endpoint = options.StsEndpoint,
            Region = options.StsRegion,
            UseVpc = options.UseVpcEndpoint,
        });
    }

    /// <exception cref="SourceException">A value is missing or out of its range.</exception>
    public static RoleRequest Of(ProfileFields fields, string arn, string sessionName, bool withExternalId)
    {
        var request = new RoleRequest
        {
            Arn = fields.Require(arn),
            SessionName = fields[sessionName],
            Duration = fields.Seconds("expired_seconds") ?? fields.Seconds("duration_seconds"),
            Policy = fields["policy"],
            ExternalId = withExternalId ? fields["external_id"] : null,
            Endpoint = fields["sts_endpoint"],
            Region = fields["sts_region"],
            UseVpc = fields.Flag("enable_vpc"),
        };
        return request.Problem() is { } problem ? throw new SourceException($"{fields.Where}: {problem}") : request;
    }

    private static RoleRequest Checked(RoleRequest request) =>
        request.Problem() is { } problem ? throw new ArgumentException(problem) : request;

    /// <returns>The value, the reason and the range; null if all is well.</returns>
    public string? Problem()
    {
        if (string.IsNullOrWhiteSpace(Arn) || !Arn.StartsWith("acs:ram::", StringComparison.Ordinal))
            return $"The role \"{Arn}\" is not an ARN such as acs:ram::123456789012:role/jobs.";
        if (SessionName is { } name && (name.Length is < 2 or > 64 || name.AsSpan().ContainsAnyExcept(s_sessionName)))
            return $"The session name \"{name}\" must be 2 to 64 letters, digits and characters of \".@-_\".";
        if (Duration is { } duration && (duration < TimeSpan.FromMinutes(15) || duration > TimeSpan.FromHours(12)))
            return $"A session of {Times.Seconds(duration)} is not possible: 900 s to the maximum of the role, at most 43200 s.";
        if (Policy is { Length: > 2048 } policy) return $"The policy has {policy.Length} characters; at most 2048 are allowed.";
        if (ExternalId is { Length: < 2 or > 1224 } id) return $"The external id has {id.Length} characters; 2 to 1224 are allowed.";
        return StsEndpoint.Problem(Endpoint);
    }
}
