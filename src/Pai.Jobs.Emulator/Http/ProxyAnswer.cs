using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The page that a proxy on the way answers with instead of the service.</summary>
internal static class ProxyAnswer
{
    private static readonly byte[] s_html =
        Encoding.UTF8.GetBytes("<html><body><h1>The proxy could not reach the server.</h1></body></html>\n");

    public static OssResponse Create(ServiceErrorException error) =>
        new OssResponse(error.Status) { ErrorCode = error.Code, Bytes = s_html, Length = s_html.Length }.With("Content-Type", "text/html");
}
