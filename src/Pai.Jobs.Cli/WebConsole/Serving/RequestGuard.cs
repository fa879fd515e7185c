using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>
/// Lets only the console's own page through: by the Host (a page elsewhere that points a name of its own at this machine), by the Origin (a
/// page elsewhere that sends requests here), and by the token (another user or program of this machine).
/// </summary>
internal sealed class RequestGuard(AccessToken token, Tickets tickets, bool isReadOnly)
{
    private const string Scheme = "Bearer ";
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' blob:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        SetHeaders(http.Response.Headers);
        if (Refuse(http) is var (status, code, message))
        {
            if (status == 401) http.Response.Headers.WWWAuthenticate = "Bearer";
            await http.WriteErrorAsync(status, code, message);
            return;
        }

        await next(http);
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = PagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
    }

    private (int Status, string Code, string Message)? Refuse(HttpContext http)
    {
        var request = http.Request;
        var host = request.Headers.Host.ToString();
        var port = http.Connection.LocalPort;
        string[] own = [$"127.0.0.1:{port}", $"localhost:{port}", $"[::1]:{port}"];
        if (!own.Contains(host, StringComparer.OrdinalIgnoreCase))
            return (403, "host", $"Open the console as http://127.0.0.1:{port}/; it is not served under another name.");
        if (request.Headers.Origin is { Count: > 0 } origin && !IsOwnOrigin(origin.ToString(), host))
            return (403, "origin", "Pages of another origin may not use the console.");
        if (request.Headers["Sec-Fetch-Site"] is { Count: > 0 } site && site.ToString() is "cross-site" or "same-site" && IsApi(request))
            return (403, "origin", "Pages of another origin may not use the console.");
        if (!IsApi(request)) return null;
        if (!HasToken(request) && !UsesTicket(http))
            return (401, "token", "The token is missing or wrong. Open the address that `pai-jobs console` printed.");
        return isReadOnly && !IsReading(http)
            ? (403, "readOnly", "The console is read-only: it was started with --read-only.")
            : null;
    }

    private static bool IsOwnOrigin(string origin, string host) =>
        string.Equals(origin, "http://" + host, StringComparison.OrdinalIgnoreCase);

    private static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private bool HasToken(HttpRequest request)
    {
        var text = request.Headers[HeaderNames.Authorization].ToString();
        return token.IsSame(text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : "");
    }

    private bool UsesTicket(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method)
        && http.GetEndpoint()?.Metadata.GetMetadata<TakesTickets>() is not null
        && tickets.TryUse(http.Features.Get<IHttpRequestFeature>()!.RawTarget);

    private static bool IsReading(HttpContext http) =>
        HttpMethods.IsGet(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<ChangesNothing>() is not null;
}

/// <summary>An endpoint that a browser may open by itself, with a ticket.</summary>
internal sealed class TakesTickets;

/// <summary>An endpoint that is not a GET and changes nothing all the same.</summary>
internal sealed class ChangesNothing;
