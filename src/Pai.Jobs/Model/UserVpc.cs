namespace Pai.Jobs;

/// <summary>The user's own network that the nodes of a job join, for instance to reach a private registry or a NAS.</summary>
/// <param name="VpcId">The network, <c>vpc-…</c>.</param>
/// <param name="SecurityGroupId">The security group, <c>sg-…</c>; the service needs it with a network.</param>
/// <param name="SwitchId">The switch, <c>vsw-…</c>; null lets the service pick one by stock.</param>
public sealed record UserVpc(string VpcId, string SecurityGroupId, string? SwitchId = null)
{
    /// <summary>Further address ranges of the network that must be reachable; advised when <see cref="SwitchId"/> is set.</summary>
    public IReadOnlyList<string> ExtendedCidrs { get; init; } = [];
}
