namespace Pai.Jobs;

/// <summary>A role to assume with an access key, by the service STS.</summary>
public sealed record AssumeRoleOptions
{
    /// <summary>The role, for instance <c>acs:ram::123456789012:role/jobs</c>.</summary>
    public required string RoleArn { get; init; }

    /// <summary>
    /// The name of the session in audit logs: 2 to 64 letters, digits, and the characters <c>. @ - _</c>. Not set: <c>pai-jobs-</c> and the
    /// time in seconds.
    /// </summary>
    public string? SessionName { get; init; }

    /// <summary>The lifetime of a session: 15 minutes to the maximum of the role. Default: 1 hour. It is renewed before it ends.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// A policy in JSON that narrows the session, at most 2,048 characters. Not set: the session may do all that the role may.
    /// </summary>
    public string? Policy { get; init; }

    /// <summary>The external id that the role asks for, 2 to 1,224 characters.</summary>
    public string? ExternalId { get; init; }

    /// <summary>
    /// The host of STS. Not set: <c>sts.REGION.aliyuncs.com</c> for a region in <see cref="StsRegion"/>, else <c>sts.aliyuncs.com</c>.
    /// HTTPS; a URL with <c>http://</c> is accepted for this machine only.
    /// </summary>
    public string? StsEndpoint { get; init; }

    /// <summary>The region of the STS host. Not set: the variable <c>ALIBABA_CLOUD_STS_REGION</c>.</summary>
    public string? StsRegion { get; init; }

    /// <summary>
    /// Uses the STS host of a VPC, if there is a region. Not set: the variable <c>ALIBABA_CLOUD_VPC_ENDPOINT_ENABLED</c>, else no.
    /// </summary>
    public bool? UseVpcEndpoint { get; init; }
}
