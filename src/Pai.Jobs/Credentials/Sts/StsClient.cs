using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Asks STS for sessions. All parameters are in the body: a URL may be in the log of a proxy.</summary>
internal sealed class StsClient(CredentialContext context)
{
    private const int Tries = 3;

    /// <exception cref="SourceException">STS refused, or did not answer.</exception>
    public Task<PaiAccessKey> AssumeRoleAsync(RoleRequest role, PaiAccessKey source, CancellationToken cancellationToken) => SendAsync(
        role,
        () =>
        {
            var parameters = Common("AssumeRole", role);
            parameters["AccessKeyId"] = source.Id;
            parameters["SignatureMethod"] = "HMAC-SHA1";
            parameters["SignatureVersion"] = "1.0";
            if (source.SecurityToken is { } token) parameters["SecurityToken"] = token;
            if (role.ExternalId is { } externalId) parameters["ExternalId"] = externalId;
            parameters["Signature"] = RpcSignature.Create("POST", parameters, source.Secret);
            return parameters;
        },
        [source.Secret, source.SecurityToken],
        cancellationToken);

    /// <summary>This request is not signed: the token is the proof.</summary>
    /// <exception cref="SourceException">STS refused, or did not answer.</exception>
    public Task<PaiAccessKey> AssumeRoleWithOidcAsync(
        RoleRequest role, string providerArn, string oidcToken, CancellationToken cancellationToken) => SendAsync(
        role,
        () =>
        {
            var parameters = Common("AssumeRoleWithOIDC", role);
            parameters["OIDCProviderArn"] = providerArn;
            parameters["OIDCToken"] = oidcToken;
            return parameters;
        },
        [oidcToken],
        cancellationToken);

    private Dictionary<string, string> Common(string action, RoleRequest role)
    {
        var now = context.Now;
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Action"] = action,
            ["Version"] = "2015-04-01",
            ["Format"] = "JSON",
            ["Timestamp"] = Times.Text(now),
            ["SignatureNonce"] = Guid.NewGuid().ToString(),
            ["RoleArn"] = role.Arn,
            ["RoleSessionName"] = role.SessionName ?? string.Create(CultureInfo.InvariantCulture, $"pai-jobs-{now.ToUnixTimeSeconds()}"),
            ["DurationSeconds"] = ((int)(role.Duration ?? TimeSpan.FromHours(1)).TotalSeconds).ToString(CultureInfo.InvariantCulture),
        };
        if (role.Policy is { } policy) parameters["Policy"] = policy;
        return parameters;
    }

    /// <summary>Each try has a nonce and a time of its own.</summary>
    private async Task<PaiAccessKey> SendAsync(
        RoleRequest role, Func<Dictionary<string, string>> parameters, string?[] secrets, CancellationToken cancellationToken)
    {
        var endpoint = StsEndpoint.Choose(role, context);
        var subject = $"STS ({endpoint.Host})";
        for (var count = 1; ; count++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
            {
                Content = new StringContent(RpcSignature.Join(parameters()), new MediaTypeHeaderValue("application/x-www-form-urlencoded")),
            };
            var route = LocalHosts.IsLoopback(endpoint) ? HttpRoute.Local : HttpRoute.Internet;
            var answer = await context.Http.SendAsync(route, request, cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess) return ReadSession(answer.Body, subject);
            var error = answer.Failure is null ? StsError.Parse(answer.Body, secrets) : null;
            if (count == Tries || !IsTransient(answer, error)) throw Refused(role, subject, answer, error);
            var delay = TimeSpan.FromMilliseconds(200 * (1 << count) * (0.5 + Random.Shared.NextDouble()));
            await Task.Delay(delay, context.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static PaiAccessKey ReadSession(byte[] body, string subject) => CredentialJson.Read(body, $"The answer of {subject}", root =>
        CredentialJson.Object(root, "Credentials") is { } credentials
            ? KeyParts.ReadSession(credentials, $"The answer of {subject}")
            : throw new SourceException($"The answer of {subject} has no \"Credentials\"."));

    private static bool IsTransient(HttpAnswer answer, StsError? error) =>
        answer.Failure is not null
        || answer.Status >= 500
        || answer.Status == 429
        || error?.Code?.StartsWith("Throttling", StringComparison.Ordinal) == true;

    private SourceException Refused(RoleRequest role, string subject, HttpAnswer answer, StsError? error)
    {
        if (answer.Failure is { } failure) return new($"{subject} did not answer for the role {role.Arn}: {failure}.");
        var reason = new StringBuilder($"{subject} refused the role {role.Arn}: HTTP status {answer.Status}");
        if (error?.Code is { } code) reason.Append(CultureInfo.InvariantCulture, $", {code}");
        if (error?.Message is { } message) reason.Append(CultureInfo.InvariantCulture, $": {message.TrimEnd('.')}");
        if (error?.RequestId is { } id) reason.Append(CultureInfo.InvariantCulture, $" (request {id})");
        reason.Append('.').Append(Hint(error?.Code ?? ""));
        return new(reason.ToString(), isSetUp: true, error?.Code, error?.RequestId);
    }

    private string Hint(string code)
    {
        if (code.StartsWith("NoPermission", StringComparison.Ordinal))
            return " Either the caller may not do sts:AssumeRole, or the role does not trust it. A root account cannot assume a role.";
        if (code.StartsWith("EntityNotExist", StringComparison.Ordinal)) return " Check the account number and the name in the ARN.";
        if (code.Contains("TimeStamp", StringComparison.OrdinalIgnoreCase))
            return $" The clock of this machine says {Times.Text(context.Now)}: is it right?";
        if (code.StartsWith("InvalidSecurityToken", StringComparison.Ordinal)) return " The session of the caller has probably ended.";
        return "";
    }
}
