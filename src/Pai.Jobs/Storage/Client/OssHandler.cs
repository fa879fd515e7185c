using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The handler of a client that is given none.</summary>
internal static class OssHandler
{
    public static string UserAgent { get; } = $"pai-jobs-dotnet/{typeof(OssHandler).Assembly.GetName().Version!.ToString(3)}";

    /// <summary>Sends what is asked for and gives what comes: nothing is followed, decompressed or remembered.</summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(50),
        ConnectTimeout = TimeSpan.FromSeconds(10),
        RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.UTF8,
    };
}
