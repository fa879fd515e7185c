namespace Pai.Jobs.Internal.Credentials;

/// <summary>A role that is assumed with the key of another source.</summary>
internal sealed class RoleSource(CredentialContext context, RoleRequest role, Func<CancellationToken, Task<FetchedKey>> source)
    : CredentialSource
{
    public override string Name => "ram_role_arn";

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var caller = await source(cancellationToken).ConfigureAwait(false);
        var key = await new StsClient(context).AssumeRoleAsync(role, caller.Key, cancellationToken).ConfigureAwait(false);
        return new(key, $"{Name}/{caller.Source}");
    }
}
