using System.Buffers;
using System.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>
/// The RAM role of an ECS instance. The metadata service is asked with a token (IMDSv2); if it gives none, without, unless that is
/// forbidden.
/// </summary>
internal sealed class EcsRoleSource(CredentialContext context, string? role = null) : CredentialSource
{
    private const string Host = "100.100.100.200";
    private const string RolePath = "meta-data/ram/security-credentials/";
    private const string DisabledVariable = "ALIBABA_CLOUD_ECS_METADATA_DISABLED";
    private const string TokenOnlyVariable = "ALIBABA_CLOUD_IMDSV1_DISABLED";

    private static readonly SearchValues<char> s_roleName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.@-_");

    public override string Name => "ecs_ram_role";

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        if (context.Flag(DisabledVariable)) throw SourceException.NotSetUp($"It is disabled by the variable {DisabledVariable}.");
        var named = role ?? context.Variable("ALIBABA_CLOUD_ECS_METADATA");
        var token = await GetTokenAsync(named, cancellationToken).ConfigureAwait(false);
        var name = named ?? await GetRoleAsync(token, cancellationToken).ConfigureAwait(false);
        // On other machines the address may lead to a service that answers anything.
        if (!IsRoleName(name))
        {
            throw named is null
                ? SourceException.NotSetUp($"{Host} answered with something other than the name of a RAM role. Is this an ECS instance?")
                : new SourceException($"\"{named}\" is not the name of a RAM role: 1 to 64 letters, digits and characters of \".@-_\".");
        }

        var answer = await GetAsync(RolePath + Uri.EscapeDataString(name), token, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 404) throw new SourceException($"This instance has no RAM role \"{name}\" ({Host} answered 404).");
        if (!answer.IsSuccess) throw new SourceException($"{Host} gave no key for the RAM role \"{name}\": {answer.Reason}.");
        return new(ServiceKey.Read(answer.Body, $"The answer of {Host} for the RAM role \"{name}\""), Name);
    }

    /// <summary>A token; null if the service gives none and it may be asked without.</summary>
    private async Task<string?> GetTokenAsync(string? named, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"http://{Host}/latest/api/token");
        request.Headers.Add("X-aliyun-ecs-metadata-token-ttl-seconds", "21600");
        var answer = await context.Http.SendAsync(HttpRoute.Metadata, request, cancellationToken).ConfigureAwait(false);
        if (answer.IsUnreachable)
        {
            throw new SourceException(
                $"The metadata service {Host} does not answer: {answer.Reason}. Is this an ECS instance?", isSetUp: named is not null);
        }

        var token = answer.IsSuccess ? Encoding.UTF8.GetString(answer.Body).Trim() : "";
        if (token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~')) return token;
        if (!context.Flag(TokenOnlyVariable)) return null;
        var reason = answer.IsSuccess ? "the answer is not a token" : answer.Reason;
        throw new SourceException(
            $"The metadata service {Host} gave no token: {reason}. The variable {TokenOnlyVariable} forbids requests without a token.",
            named is not null);
    }

    private async Task<string> GetRoleAsync(string? token, CancellationToken cancellationToken)
    {
        var answer = await GetAsync(RolePath, token, cancellationToken).ConfigureAwait(false);
        if (answer.Status == 404) throw SourceException.NotSetUp($"No RAM role is attached to this instance ({Host} answered 404).");
        if (!answer.IsSuccess) throw SourceException.NotSetUp($"The metadata service {Host} named no RAM role: {answer.Reason}.");
        return Encoding.UTF8.GetString(answer.Body).Trim();
    }

    private async Task<HttpAnswer> GetAsync(string path, string? token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Host}/latest/{path}");
        if (token is not null) request.Headers.Add("X-aliyun-ecs-metadata-token", token);
        var answer = await context.Http.SendAsync(HttpRoute.Metadata, request, cancellationToken).ConfigureAwait(false);
        var again = token is not null && !answer.IsSuccess && answer.Status is not (0 or 404) && !context.Flag(TokenOnlyVariable);
        return again ? await GetAsync(path, null, cancellationToken).ConfigureAwait(false) : answer;
    }

    private static bool IsRoleName(string name) => name.Length is > 0 and <= 64 && !name.AsSpan().ContainsAnyExcept(s_roleName);
}
