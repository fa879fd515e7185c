using System.Net.Http.Headers;
using System.Text.Json;
using Pai.Jobs.Cli.WebConsole;

namespace Pai.Jobs.WebConsole.Tests;

/// <summary>A console in this process, on a free port, with a runs directory of its own, which is deleted at the end.</summary>
internal sealed class ConsoleFixture : IAsyncDisposable
{
    private readonly CancellationTokenSource _timeout = new(TimeSpan.FromMinutes(5));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-jobs-console-");

    private ConsoleFixture()
    {
        RunsDirectory = Path.Combine(_folder.FullName, "runs");
        Local = PaiSession.CreateBuilder()
            .UseLocal(new() { RunsDirectory = RunsDirectory, Isolation = LocalIsolation.Process })
            .Build();
    }

    /// <summary>A temporary folder of the test.</summary>
    public string Folder => _folder.FullName;

    public string RunsDirectory { get; }

    /// <summary>The session of the source <c>local</c>. The server disposes it.</summary>
    public PaiSession Local { get; }

    public ConsoleServer Server { get; private set; } = null!;

    /// <summary>A page's requests: with the token.</summary>
    public HttpClient Client { get; } = new();

    /// <summary>Ends what hangs.</summary>
    public CancellationToken Timeout => _timeout.Token;

    /// <summary>Starts a console.</summary>
    /// <param name="isReadOnly">True for a read-only one.</param>
    /// <param name="more">Further sources.</param>
    public static async Task<ConsoleFixture> StartAsync(bool isReadOnly = false, params RunSource[] more)
    {
        var fixture = new ConsoleFixture();
        fixture.Server = await ConsoleServer.StartAsync(
            new()
            {
                Sources = [RunSource.Local(fixture.Local), .. more],
                IsReadOnly = isReadOnly,
                PollInterval = TimeSpan.FromMilliseconds(20),
            },
            fixture.Timeout);
        fixture.Client.BaseAddress = fixture.Server.Address;
        fixture.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", fixture.Server.Token);
        return fixture;
    }

    /// <summary>The answer to a GET, as JSON; an error fails the test with its body.</summary>
    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(path, Timeout);
        var body = await answer.Content.ReadAsStringAsync(Timeout);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode} {path}: {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>The status and the error of a GET that is refused.</summary>
    public async Task<(int Status, string Message)> RefusedAsync(string path)
    {
        using var answer = await Client.GetAsync(path, Timeout);
        var body = await answer.Content.ReadAsStringAsync(Timeout);
        Assert.False(answer.IsSuccessStatusCode, $"{path} is not refused: {body}");
        return ((int)answer.StatusCode, JsonDocument.Parse(body).RootElement.GetProperty("error").GetProperty("message").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
        _timeout.Dispose();
        TemporaryFiles.Delete(_folder.FullName);
    }
}
