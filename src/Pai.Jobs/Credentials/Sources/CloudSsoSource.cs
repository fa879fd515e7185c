using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Exchanges the access token that a login of the CLI with CloudSSO has left for a session.</summary>
internal sealed class CloudSsoSource(CredentialContext context, ProfileFields profile) : CredentialSource
{
    public override string Name => "cloud_sso";

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var signIn = profile.Require("cloud_sso_sign_in_url");
        var account = profile.Require("cloud_sso_account_id");
        var configuration = profile.Require("cloud_sso_access_config");
        var token = profile["access_token"] ?? throw new SourceException($"{profile.Where} has no access_token. {LogIn}");
        if (Times.FromUnixSeconds(profile["cloud_sso_access_token_expire"]) is not { } end)
            throw new SourceException($"{profile.Where} has no cloud_sso_access_token_expire. {LogIn}");
        if (end <= context.Now) throw new SourceException($"The login of {profile.Where} ended at {Times.Text(end)}. {LogIn}");
        if (token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new SourceException($"{profile.Where} has an invalid access_token. {LogIn}");

        var uri = AddressOf(signIn);
        using var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = Body(account, configuration) };
        request.Headers.Authorization = new("Bearer", token);
        var route = LocalHosts.IsLoopback(uri) ? HttpRoute.Local : HttpRoute.Internet;
        var answer = await context.Http.SendAsync(route, request, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess) throw Refused(uri, answer, token);
        var subject = $"The answer of {uri.Host}";
        var key = CredentialJson.Read(answer.Body, subject, root => CredentialJson.Object(root, "CloudCredential") is { } credential
            ? KeyParts.ReadSession(credential, subject)
            : throw new SourceException($"{subject} has no \"CloudCredential\"."));
        return new(key, Name);
    }

    private string LogIn => $"Log in again: aliyun configure --mode CloudSSO --profile {profile["name"]}";

    private Uri AddressOf(string signIn)
    {
        if (!Uri.TryCreate(signIn, UriKind.Absolute, out var uri)
            || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && LocalHosts.IsLoopback(uri))))
        {
            throw new SourceException($"cloud_sso_sign_in_url of {profile.Where} is not an HTTPS URL.");
        }

        return new($"{uri.Scheme}://{uri.Authority}/cloud-credentials");
    }

    private static StringContent Body(string account, string configuration) => new(
        $$"""{"AccountId":"{{Escape(account)}}","AccessConfigurationId":"{{Escape(configuration)}}"}""", Encoding.UTF8, "application/json");

    private static JsonEncodedText Escape(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.Default);

    private SourceException Refused(Uri uri, HttpAnswer answer, string token)
    {
        if (answer.Failure is { } failure) return new($"{uri.Host} did not answer: {failure}.");
        var error = StsError.Parse(answer.Body, token);
        var code = error?.Code is { } c ? $", {c}" : "";
        var id = error?.RequestId is { } i ? $" (request {i})" : "";
        var hint = answer.Status is 401 or 403 ? $" {LogIn}" : "";
        var reason = $"{uri.Host} gave no session: HTTP status {answer.Status}{code}{id}.{hint}";
        return new(reason, isSetUp: true, error?.Code, error?.RequestId);
    }
}
