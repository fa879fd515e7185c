using System.Net;
using System.Net.Sockets;
using System.Text;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Storage.Tests;

public sealed class UriTests : IDisposable
{
    private readonly CredentialWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("https://example.com/x", true)]
    [InlineData("http://localhost:9/x", true)]
    [InlineData("http://127.8.9.1/x", true)]
    [InlineData("http://[::1]/x", true)]
    [InlineData("http://169.254.1.2/x", true)]
    [InlineData("http://[fe80::1]/x", true)]
    [InlineData("http://example.com/x", false)]
    [InlineData("http://localhost.example.com/x", false)]
    [InlineData("http://10.0.0.1/x", false)]
    [InlineData("ftp://localhost/x", false)]
    [InlineData("file:///etc/passwd", false)]
    public async Task Only_https_and_this_machine_are_asked(string uri, bool isAllowed)
    {
        _world.Handler.AnswerWith(_ => ScriptedService.Json(_world.Session(TimeSpan.FromHours(1))));
        _world.Variables["ALIBABA_CLOUD_CREDENTIALS_URI"] = uri;
        _world.Variables["ALIBABA_CLOUD_ECS_METADATA_DISABLED"] = "true";
        if (isAllowed)
        {
            Assert.Equal("STS.abc", (await _world.Default().GetAsync()).Id);
            return;
        }

        await CredentialWorld.FailsAsync(_world.Default());
        Assert.Throws<ArgumentException>(() => PaiCredentials.FromUri(new(uri)));
        Assert.Empty(_world.Handler.Requests);
    }

    [Fact]
    public async Task Any_host_can_be_allowed()
    {
        _world.Handler.AnswerWith(_ => ScriptedService.Json(_world.Session(TimeSpan.FromHours(1))));
        var credentials = CredentialFactory.FromUri(new("http://10.0.0.1/x"), allowAnyHost: true, _world.Context);
        Assert.Equal("STS.abc", (await credentials.GetAsync()).Id);
    }

    [Fact]
    public async Task An_error_shows_scheme_and_host_only()
    {
        _world.Handler.AnswerWith(_ => new(HttpStatusCode.InternalServerError) { Content = new StringContent("Zs3cretZ") });
        var credentials = CredentialFactory.FromUri(new("http://me:Zs3cretZ@localhost:81/Zt0ken?k=Zt0ken"), false, _world.Context);
        var e = await CredentialWorld.FailsAsync(credentials);
        Assert.Contains("http://localhost:81 gave no key: HTTP status 500", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_real_server_is_asked_once_and_redirects_are_not_followed()
    {
        var answer = _world.Session(TimeSpan.FromDays(36500));
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var port = ((IPEndPoint)server.LocalEndpoint).Port;
        var uri = new Uri($"http://127.0.0.1:{port}/api/v1/credentials/0");

        var first = ServeAsync(server, $"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}");
        Assert.Equal("STS.abc", (await PaiCredentials.FromUri(uri).GetAsync()).Id);
        Assert.StartsWith("GET /api/v1/credentials/0 HTTP/1.1", await first, StringComparison.Ordinal);

        var second = ServeAsync(
            server, "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var e = await CredentialWorld.FailsAsync(PaiCredentials.FromUri(uri));
        await second;
        Assert.Contains("HTTP status 302", e.Message, StringComparison.Ordinal);

        var third = ServeAsync(server, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n{");
        await CredentialWorld.FailsAsync(PaiCredentials.FromUri(uri));
        await third;

        server.Stop();
        var refused = await CredentialWorld.FailsAsync(PaiCredentials.FromUri(uri));
        Assert.Contains("ConnectionRefused", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string> ServeAsync(TcpListener server, string answer)
    {
        using var client = await server.AcceptTcpClientAsync();
        var stream = client.GetStream();
        var request = new StringBuilder();
        var buffer = new byte[4096];
        while (!request.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            if (read == 0) break;
            request.Append(Encoding.ASCII.GetString(buffer, 0, read));
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
        return request.ToString();
    }
}
