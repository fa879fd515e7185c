namespace Pai.Jobs.Internal.Credentials;

/// <summary>A URI that answers with a session, as in notebooks and containers with a role. Only scheme and host are ever shown.</summary>
internal sealed class UriSource(CredentialContext context, string? address, bool allowAnyHost = false) : CredentialSource
{
    private const string Variable = "ALIBABA_CLOUD_CREDENTIALS_URI";

    public override string Name => "credentials_uri";

    public static UriSource FromEnvironment(CredentialContext context) => new(context, null);

    public override async Task<FetchedKey> FetchAsync(CancellationToken cancellationToken)
    {
        var text = address ?? context.Variable(Variable) ?? throw SourceException.NotSetUp($"{Variable} is not set.");
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri)) throw new SourceException("The credentials URI is not an absolute URI.");
        if (Problem(uri, allowAnyHost) is { } problem) throw new SourceException(problem);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        var route = LocalHosts.IsLocal(uri) ? HttpRoute.Local : HttpRoute.Internet;
        var answer = await context.Http.SendAsync(route, request, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess) throw new SourceException($"The credentials URI {Shown(uri)} gave no key: {answer.Reason}.");
        return new(ServiceKey.Read(answer.Body, $"The answer of the credentials URI {Shown(uri)}"), Name);
    }

    /// <returns>Why the URI cannot be used; null if it can.</returns>
    public static string? Problem(Uri uri, bool allowAnyHost)
    {
        if (!uri.IsAbsoluteUri) return "The credentials URI is not absolute.";
        if (uri.Scheme == Uri.UriSchemeHttps) return null;
        if (uri.Scheme != Uri.UriSchemeHttp) return $"The credentials URI has the scheme \"{uri.Scheme}\"; it must be https or http.";
        return allowAnyHost || LocalHosts.IsLocal(uri)
            ? null
            : $"The credentials URI {Shown(uri)} must be HTTPS: HTTP is accepted on this machine and link-local addresses only. "
                + "PaiCredentials.FromUri can allow it.";
    }

    private static string Shown(Uri uri) => uri.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
