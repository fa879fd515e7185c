namespace Pai.Jobs.Internal.Credentials;

/// <summary>The route of a request to its host. The handlers are shared by all sessions: they keep connections, and no state.</summary>
internal sealed class HttpRoute(TimeSpan connectTimeout, TimeSpan timeout, bool useProxy)
{
    private readonly Lazy<HttpMessageInvoker> _invoker = new(() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = useProxy,
        ConnectTimeout = connectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
    }));

    /// <summary>Services in the internet, through the proxy of the system.</summary>
    public static HttpRoute Internet { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), useProxy: true);

    /// <summary>This machine and its network: never through a proxy.</summary>
    public static HttpRoute Local { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), useProxy: false);

    /// <summary>The metadata service, which answers in milliseconds where it exists.</summary>
    public static HttpRoute Metadata { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.5), useProxy: false);

    public TimeSpan ConnectTimeout => connectTimeout;

    public TimeSpan Timeout => timeout;

    public HttpMessageInvoker Invoker => _invoker.Value;
}
