namespace Pai.Jobs;

/// <summary>A role to assume with the token of an OIDC identity provider (in Kubernetes: RRSA), by the service STS.</summary>
public sealed record AssumeRoleWithOidcOptions
{
    /// <summary>The role, for instance <c>acs:ram::123456789012:role/jobs</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>The identity provider, for instance <c>acs:ram::123456789012:oidc-provider/ack-rrsa-c1</c>.</summary>
    public required string ProviderArn { get; init; }

    /// <summary>The path of the file with the token. It is read again for every session, since it is replaced from time to time.</summary>
    public required string TokenFile { get; init; }

    /// <inheritdoc cref="AssumeRoleOptions.SessionName"/>
    public string? SessionName { get; init; }

    /// <inheritdoc cref="AssumeRoleOptions.Duration"/>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <inheritdoc cref="AssumeRoleOptions.Policy"/>
    public string? Policy { get; init; }

    /// <inheritdoc cref="AssumeRoleOptions.StsEndpoint"/>
    public string? StsEndpoint { get; init; }

    /// <inheritdoc cref="AssumeRoleOptions.StsRegion"/>
    public string? StsRegion { get; init; }

    /// <inheritdoc cref="AssumeRoleOptions.UseVpcEndpoint"/>
    public bool? UseVpcEndpoint { get; init; }
}
