using System.Net.Sockets;
using System.Security.Authentication;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Sends the small requests that get keys: short time-outs, no redirects, a limit for answers, and no bodies in errors.</summary>
internal sealed class CredentialHttp(HttpMessageHandler? handler, TimeProvider clock)
{
    private const int MaxAnswer = 256 << 10;

    private readonly HttpMessageInvoker? _scripted = handler is null ? null : new(handler, disposeHandler: false);

    public async Task<HttpAnswer> SendAsync(HttpRoute route, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(route.Timeout, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var invoker = _scripted ?? route.Invoker;
            using var response = await invoker.SendAsync(request, both.Token).ConfigureAwait(false);
            var body = await ReadAsync(response.Content, both.Token).ConfigureAwait(false);
            return body is null
                ? HttpAnswer.Failed("the answer is longer than 256 KiB")
                : new((int)response.StatusCode, body);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return timeout.IsCancellationRequested
                ? HttpAnswer.Failed($"no answer within {Times.Seconds(route.Timeout)}")
                : HttpAnswer.Unreachable($"no connection within {Times.Seconds(route.ConnectTimeout)}");
        }
        catch (HttpRequestException e)
        {
            var reason = Describe(e);
            return e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                ? HttpAnswer.Unreachable(reason)
                : HttpAnswer.Failed(reason);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return HttpAnswer.Failed("the connection was closed before the answer was complete");
        }
    }

    /// <summary>The body; null if it is too long. A header with its length is not trusted.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            return await LimitedReader.ReadAsync(stream, MaxAnswer, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The exception's own message may name a proxy with its password.</summary>
    public static string Describe(HttpRequestException e) => e.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "the name of the host cannot be resolved",
        HttpRequestError.ConnectionError when e.InnerException is SocketException socket =>
            $"no connection ({socket.SocketErrorCode})",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError when e.InnerException is AuthenticationException tls => $"TLS failed: {tls.Message}",
        HttpRequestError.SecureConnectionError => "TLS failed",
        HttpRequestError.ProxyTunnelError => "the proxy refused the connection",
        HttpRequestError.Unknown => "the request failed",
        var other => $"the request failed ({other})",
    };
}
