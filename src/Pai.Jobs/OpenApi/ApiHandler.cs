using System.Net;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>The handler of a client that is given none.</summary>
internal static class ApiHandler
{
    public static string UserAgent { get; } = $"pai-jobs-dotnet/{typeof(ApiHandler).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Shorter than any server's: a connection that the server closes while CreateJob is sent leaves its fate open.</summary>
    public static TimeSpan IdleTimeout { get; } = TimeSpan.FromSeconds(15);

    /// <summary>Sends what is asked for and gives what comes: nothing is followed or remembered.</summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = IdleTimeout,
        ConnectTimeout = TimeSpan.FromSeconds(10),
    };
}
