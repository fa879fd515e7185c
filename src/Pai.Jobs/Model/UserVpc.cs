namespace Pai.Jobs;

/// <summary>The user's own network that the nodes of a job join, for instance to reach a private registry or a NAS.</summary>
public sealed record UserVpc
{
    /// <summary>The network, <c>vpc-…</c>.</summary>
    public required string VpcId { get; init; }

    /// <summary>The security group, <c>sg-…</c>; the service needs it with a network.</summary>
    public required string SecurityGroupId { get; init; }

    /// <summary>The switch, <c>vsw-…</c>; null lets the service pick one by stock.</summary>
    public string? SwitchId { get; init; }

    /// <summary>Further address ranges of the network that must be reachable; advised when <see cref="SwitchId"/> is set.</summary>
    public IReadOnlyList<string> ExtendedCidrs { get; init; } = [];
}
