using System.Net;
using System.Net.Sockets;
using System.Text;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>The client with its own handler, against a socket on this machine.</summary>
public class WireTests
{
    [Fact]
    public async Task A_request_with_a_body_has_the_headers_that_were_signed()
    {
        await using var server = new OneRequestServer("HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n{\"JobId\":\"dlc1\"}\r\n");
        using var client = Client(server.Port, new("testid", "testsecret", "testtoken"));

        Assert.Equal("dlc1", await client.CreateJobAsync(ApiHarness.Job()));

        var (line, headers, body) = await server.Request;
        Assert.Equal("POST /api/v1/jobs HTTP/1.1", line);
        Assert.Equal($"127.0.0.1:{server.Port}", headers["host"]);
        Assert.Equal("application/json; charset=utf-8", headers["content-type"]);
        Assert.Equal("application/json", headers["accept"]);
        Assert.StartsWith("pai-jobs-dotnet/", headers["user-agent"]);
        AssertSigned(headers, body, "POST", "/api/v1/jobs", "", new("testid", "testsecret", "testtoken"));
        Assert.Equal(
            "content-type;host;x-acs-accesskey-id;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-security-token;x-acs-signature-nonce;"
            + "x-acs-version", SignedNames(headers));
    }

    [Fact]
    public async Task A_request_without_a_body_has_no_content_type()
    {
        await using var server = new OneRequestServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var client = Client(server.Port, new("testid", "testsecret"));

        await client.StopJobAsync("dlc/1 é");

        var (line, headers, body) = await server.Request;
        Assert.Equal("POST /api/v1/jobs/dlc%2F1%20%C3%A9/stop HTTP/1.1", line);
        Assert.False(headers.ContainsKey("content-type"));
        Assert.Equal("0", headers["content-length"]);
        AssertSigned(headers, body, "POST", "/api/v1/jobs/dlc%2F1%20%C3%A9/stop", "", new("testid", "testsecret"));
    }

    [Fact]
    public async Task A_query_is_sent_as_it_was_signed()
    {
        await using var server = new OneRequestServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var client = Client(server.Port, new("testid", "testsecret"));

        await client.ListJobsPageAsync(
            new() { DisplayName = "a+b*c~d!'()/é中=&?", Tags = new Dictionary<string, string> { ["k"] = "v w" } });

        var (line, headers, body) = await server.Request;
        var query = line.Split(' ')[1].Split('?')[1];
        Assert.Contains("DisplayName=a%2Bb%2Ac~d%21%27%28%29%2F%C3%A9%E4%B8%AD%3D%26%3F&", query);
        Assert.EndsWith("&Tags=%7B%22k%22%3A%22v%20w%22%7D", query);
        AssertSigned(headers, body, "GET", "/api/v1/jobs", query, new("testid", "testsecret"));
    }

    [Fact]
    public async Task Without_a_connection_nothing_was_created()
    {
        int port;
        using (var unused = new TcpListener(IPAddress.Loopback, 0))
        {
            unused.Start();
            port = ((IPEndPoint)unused.LocalEndpoint).Port;
        }

        using var client = Client(port, new("testid", "testsecret"));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => client.CreateJobAsync(ApiHarness.Job()));

        Assert.True(e.IsRefusal);
        Assert.Equal(PaiServiceErrorKind.NoAnswer, e.Kind);
        Assert.Contains($"CreateJob of PAI-DLC failed at http://127.0.0.1:{port}: no connection (ConnectionRefused).", e.Message);
    }

    [Fact]
    public async Task Without_a_connection_in_time_nothing_was_created()
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(20),
            ConnectCallback = async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return Stream.Null;
            },
        };
        using var client = new DlcClient(
            PaiCredentials.FromAccessKey(new("testid", "testsecret")), ApiEndpoint.Parse(ApiService.Dlc, "http://127.0.0.1:1"),
            new() { Handler = handler, MaxAttempts = 1 });

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => client.CreateJobAsync(ApiHarness.Job()));

        Assert.True(e.IsRefusal);
        Assert.Contains("no connection within the time for it", e.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"JobId\":")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    public async Task A_connection_that_breaks_after_the_request_leaves_it_in_doubt(string answer)
    {
        await using var server = new OneRequestServer(answer);
        using var client = Client(server.Port, new("testid", "testsecret"));

        var e = await Assert.ThrowsAsync<ApiInDoubtException>(() => client.CreateJobAsync(ApiHarness.Job()));

        Assert.Equal(PaiServiceErrorKind.NoAnswer, e.Cause.Kind);
        Assert.Contains("in doubt", e.Message);
        Assert.Equal(1, server.Connections);
    }

    private static DlcClient Client(int port, PaiAccessKey key) => new(
        PaiCredentials.FromAccessKey(key), ApiEndpoint.Parse(ApiService.Dlc, $"http://127.0.0.1:{port}"),
        new() { MaxAttempts = 2, RetryDelay = TimeSpan.Zero });

    private static string SignedNames(Dictionary<string, string> headers) =>
        headers["authorization"].Split("SignedHeaders=")[1].Split(',')[0];

    private static void AssertSigned(
        Dictionary<string, string> headers, byte[] body, string method, string path, string query, PaiAccessKey key)
    {
        Assert.Equal(ApiSigner.HashOf(body), headers["x-acs-content-sha256"]);
        var signed = SignedNames(headers).Split(';').Select(name => (name, headers[name]));
        Assert.Equal(
            ApiSigner.Authorize(key, method, path, query, signed, headers["x-acs-content-sha256"]), headers["authorization"]);
    }

    /// <summary>Reads the first request of a connection, answers with bytes, and closes it.</summary>
    private sealed class OneRequestServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly TaskCompletionSource<(string Line, Dictionary<string, string> Headers, byte[] Body)> _request =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        private readonly Task _serving;

        public OneRequestServer(string answer)
        {
            _listener.Start();
            _serving = ServeAsync(answer);
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Connections { get; private set; }

        public Task<(string Line, Dictionary<string, string> Headers, byte[] Body)> Request => _request.Task;

        public async ValueTask DisposeAsync()
        {
            _listener.Dispose();
            await _serving;
        }

        private async Task ServeAsync(string answer)
        {
            while (true)
            {
                TcpClient client;
                try
                {
                    client = await _listener.AcceptTcpClientAsync();
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
                {
                    return;
                }

                using (client)
                {
                    Connections++;
                    var stream = client.GetStream();
                    _request.TrySetResult(await ReadAsync(stream));
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
                }
            }
        }

        private static async Task<(string, Dictionary<string, string>, byte[])> ReadAsync(NetworkStream stream)
        {
            var (head, one) = (new StringBuilder(), new byte[1]);
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                await stream.ReadExactlyAsync(one);
                head.Append((char)one[0]);
            }

            var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var headers = lines.Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0].ToLowerInvariant(), p => p[1]);
            var body = new byte[headers.TryGetValue("content-length", out var length) ? int.Parse(length) : 0];
            await stream.ReadExactlyAsync(body);
            return (lines[0], headers, body);
        }
    }
}
