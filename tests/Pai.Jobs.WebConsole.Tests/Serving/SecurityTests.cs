using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Pai.Jobs.WebConsole.Tests.Serving;

/// <summary>Every address of the server, asked by those who may not.</summary>
public class SecurityTests
{
    [Fact]
    public async Task Nothing_is_served_without_the_token()
    {
        await using var console = await ConsoleFixture.StartAsync();
        foreach (var (method, path) in Addresses(console))
        {
            Assert.Equal(401, await AskAsync(console, method, path, r => r.Headers.Authorization = null));
            Assert.Equal(401, await AskAsync(console, method, path, r => r.Headers.Authorization = new("Bearer", new string('0', 64))));
            Assert.Equal(401, await AskAsync(console, method, path, r => r.Headers.Authorization = new("Bearer", "")));
            foreach (var query in (string[])["?ticket=0123456789abcdef0123456789abcdef", "?token=" + console.Server.Token])
                Assert.Equal(401, await AskAsync(console, method, path + query, r => r.Headers.Authorization = null));
        }
    }

    [Fact]
    public async Task Nothing_is_served_under_another_name_or_to_another_origin()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var port = console.Server.Address.Port;
        string[] hosts = ["evil.example", $"evil.example:{port}", "127.0.0.1", "localhost:1", $"127.0.0.1.evil.example:{port}"];
        string[] origins =
        [
            "http://evil.example", "null", $"https://127.0.0.1:{port}", $"http://127.0.0.1:{port + 1}", $"http://localhost:{port}",
        ];
        foreach (var (method, path) in Addresses(console).Append(("GET", "/")))
        {
            foreach (var host in hosts)
                Assert.Equal(403, await AskAsync(console, method, path, r => r.Headers.Host = host));
            foreach (var origin in origins)
                Assert.Equal(403, await AskAsync(console, method, path, r => r.Headers.Add("Origin", origin)));
        }

        Assert.Equal(403, await AskAsync(console, "GET", "/api/about", r => r.Headers.Add("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(200, await AskAsync(console, "GET", "/api/about", r => r.Headers.Add("Origin", $"http://127.0.0.1:{port}")));
        Assert.Equal(200, await AskAsync(console, "GET", "/api/about", r => r.Headers.Host = $"localhost:{port}"));
    }

    [Fact]
    public async Task A_read_only_console_changes_nothing()
    {
        await using var console = await ConsoleFixture.StartAsync(isReadOnly: true);
        var changing = Addresses(console).Where(a => a.Method != "GET" && a.Path != "/api/tickets").ToList();

        Assert.NotEmpty(changing);
        foreach (var (method, path) in changing) Assert.Equal(403, await AskAsync(console, method, path, _ => { }));
        Assert.Equal(200, await AskAsync(console, "GET", "/api/about", _ => { }));
    }

    [Fact]
    public async Task No_method_but_the_own_is_served()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var addresses = Addresses(console);
        foreach (var (method, path) in addresses)
        {
            foreach (var other in (string[])["GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
            {
                if (addresses.Contains((other, path))) continue;
                Assert.InRange(await AskAsync(console, other, path, _ => { }), 404, 405);
            }
        }
    }

    [Fact]
    public async Task Answers_tell_the_browser_to_run_and_keep_nothing()
    {
        await using var console = await ConsoleFixture.StartAsync();
        foreach (var path in (string[])["/", "/api/about", "/api/runs/local/none", "/nothing"])
        {
            using var answer = await console.Client.GetAsync(path, console.Timeout);
            Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
            Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
            Assert.Equal("no-store", Header(answer, "Cache-Control"));
            Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
            Assert.Contains("default-src 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
            Assert.False(answer.Headers.Contains("Server"));
        }

        static string Header(HttpResponseMessage answer, string name) => string.Join(",", answer.Headers.GetValues(name));
    }

    [Fact]
    public async Task A_body_has_a_limit()
    {
        await using var console = await ConsoleFixture.StartAsync();
        using var body = new StringContent($"{{\"path\":\"{new string('x', 2 << 20)}\"}}", Encoding.UTF8, "application/json");

        using var answer = await console.Client.PostAsync("/api/tickets", body, console.Timeout);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_ticket_is_good_once_and_for_its_own_address()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = new Logs.FakeRun(console.RunsDirectory, "worker-0");
        run.Append(0, LogStream.StandardOutput, "hello\n");
        run.End(DateTimeOffset.UtcNow);
        var path = $"/api/runs/local/{run.Id}/log/raw?node=worker-0";
        using var client = new HttpClient { BaseAddress = console.Server.Address };

        var url = await TicketAsync(console, path);
        var other = url.Replace("worker-0", "worker-1", StringComparison.Ordinal);
        Assert.Equal(401, (int)(await client.GetAsync(other, console.Timeout)).StatusCode);
        // A ticket that was shown for another address is used up, too.
        Assert.Equal(401, (int)(await client.GetAsync(url, console.Timeout)).StatusCode);

        url = await TicketAsync(console, path);
        using var answer = await client.GetAsync(url, console.Timeout);
        Assert.Equal("hello\n", await answer.Content.ReadAsStringAsync(console.Timeout));
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(401, (int)(await client.GetAsync(url, console.Timeout)).StatusCode);

        url = await TicketAsync(console, $"/api/runs/local/{run.Id}/log");
        Assert.Equal(401, (int)(await client.GetAsync(url, console.Timeout)).StatusCode);
    }

    [Theory]
    [InlineData("/api/about")]
    [InlineData("http://evil.example/api/runs/")]
    [InlineData("//evil.example/api/runs/")]
    [InlineData("/api/runs/local/x/log/raw\r\nSet-Cookie: a=b")]
    public async Task Tickets_are_for_files_of_runs(string path)
    {
        await using var console = await ConsoleFixture.StartAsync();
        using var answer = await PostAsync(console, "/api/tickets", $$"""{"path":{{System.Text.Json.JsonSerializer.Serialize(path)}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private static async Task<string> TicketAsync(ConsoleFixture console, string path)
    {
        using var answer = await PostAsync(console, "/api/tickets", $$"""{"path":"{{path}}"}""");
        var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(console.Timeout));
        return json.RootElement.GetProperty("url").GetString()!;
    }

    private static async Task<HttpResponseMessage> PostAsync(ConsoleFixture console, string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await console.Client.PostAsync(path, body, console.Timeout);
    }

    private static List<(string Method, string Path)> Addresses(ConsoleFixture console)
    {
        var all = console.Server.Routes
            .Select(r => (r.Method, r.Pattern.Replace("{source}", "local", StringComparison.Ordinal)
                .Replace("{id}", "local-20260101000000-abcdefgh", StringComparison.Ordinal)
                .Replace("{channel}", "table", StringComparison.Ordinal)))
            .ToList();
        Assert.True(all.Count >= 19, $"{all.Count} addresses");
        return all;
    }

    private static async Task<int> AskAsync(ConsoleFixture console, string method, string path, Action<HttpRequestMessage> change)
    {
        using var client = new HttpClient { BaseAddress = console.Server.Address };
        using var request = new HttpRequestMessage(new(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", console.Server.Token);
        if (method != "GET") request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        change(request);
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, console.Timeout);
        return (int)answer.StatusCode;
    }
}
