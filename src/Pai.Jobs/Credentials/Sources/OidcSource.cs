using System.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>A role that is assumed with the token of an identity provider: in Kubernetes, RRSA.</summary>
internal sealed class OidcSource(CredentialContext context, Func<OidcRequest> request) : CredentialSource
{
    private const string RoleVariable = "ALIBABA_CLOUD_ROLE_ARN";
    private const string ProviderVariable = "ALIBABA_CLOUD_OIDC_PROVIDER_ARN";
    private const string FileVariable = "ALIBABA_CLOUD_OIDC_TOKEN_FILE";

    public override string Name => "oidc_role_arn";

    public static OidcSource FromEnvironment(CredentialContext context) => new(context, () => ReadVariables(context));

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var (role, providerArn, tokenFile) = request();
        var bytes = CredentialFile.ReadToken(tokenFile)
            ?? throw new SourceException($"The token file {tokenFile} does not exist.");
        var token = Encoding.UTF8.GetString(bytes).Trim();
        if (token.Length is < 4 or > 20_000)
            throw new SourceException($"The token file {tokenFile} has {token.Length} characters; a token has 4 to 20000.");
        var key = await new StsClient(context).AssumeRoleWithOidcAsync(role, providerArn, token, cancellationToken).ConfigureAwait(false);
        return new(key, Name);
    }

    private static OidcRequest ReadVariables(CredentialContext context)
    {
        string[] names = [RoleVariable, ProviderVariable, FileVariable];
        var missing = names.Where(n => context.Variable(n) is null).ToList();
        if (missing.Count > 0)
        {
            var reason = $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} not set.";
            // The role alone may be meant for another tool.
            var isSetUp = context.Variable(ProviderVariable) is not null || context.Variable(FileVariable) is not null;
            throw isSetUp
                ? new SourceException($"{string.Join(" and ", names.Except(missing))} is set, but {reason}")
                : SourceException.NotSetUp(reason);
        }

        var role = new RoleRequest
        {
            Arn = context.Variable(RoleVariable)!,
            SessionName = context.Variable("ALIBABA_CLOUD_ROLE_SESSION_NAME"),
        };
        return role.Problem() is { } problem
            ? throw new SourceException($"{RoleVariable}: {problem}")
            : new(role, context.Variable(ProviderVariable)!, context.Variable(FileVariable)!);
    }
}
