namespace Pai.Jobs.Internal.Credentials;

/// <summary>Makes credentials of sources.</summary>
internal static class CredentialFactory
{
    public static PaiCredentials Default(CredentialContext context) => Of("default", context,
        new EnvironmentSource(context),
        OidcSource.FromEnvironment(context),
        new CliProfileSource(context),
        new IniProfileSource(context),
        new EcsRoleSource(context),
        UriSource.FromEnvironment(context));

    public static PaiCredentials Environment(CredentialContext context) => Of("", context, new EnvironmentSource(context));

    public static PaiCredentials Profile(string name, CredentialContext context) =>
        Of("", context, new CliProfileSource(context, name), new IniProfileSource(context, name));

    public static PaiCredentials EcsRole(string? roleName, CredentialContext context) =>
        Of("", context, new EcsRoleSource(context, roleName));

    public static PaiCredentials FromUri(Uri uri, bool allowAnyHost, CredentialContext context)
    {
        if (UriSource.Problem(uri, allowAnyHost) is { } problem) throw new ArgumentException(problem, nameof(uri));
        return Of("", context, new UriSource(context, uri.AbsoluteUri, allowAnyHost));
    }

    public static PaiCredentials Process(IReadOnlyList<string> command, CredentialContext context) =>
        Of("", context, new ProcessSource(context, command));

    public static PaiCredentials AssumeRole(PaiCredentials source, AssumeRoleOptions role, CredentialContext context)
    {
        var request = RoleRequest.Of(role);
        return Of("", context, new RoleSource(
            context, request, async token => new(await source.GetAsync(token).ConfigureAwait(false), "credentials")));
    }

    public static PaiCredentials AssumeRoleWithOidc(AssumeRoleWithOidcOptions role, CredentialContext context)
    {
        var request = RoleRequest.Of(role);
        return Of("", context, new OidcSource(context, () => new(request, role.ProviderArn, role.TokenFile)));
    }

    private static RefreshingCredentials Of(string name, CredentialContext context, params CredentialSource[] sources) =>
        new(new CredentialChain(name, sources).FetchAsync, context.Clock, context.Logger);
}
