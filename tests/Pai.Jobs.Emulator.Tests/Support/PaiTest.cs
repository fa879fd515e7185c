using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>An emulator on a fake clock, and the library's own clients of PAI's services for it.</summary>
public abstract class PaiTest : IAsyncLifetime
{
    protected const string DlcHost = "pai-dlc.cn-hangzhou.aliyuncs.com";

    protected static readonly DateTimeOffset Start = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);

    protected virtual bool LimitsRates => false;

    private protected FakeTimeProvider Clock { get; } = new(Start);

    protected PaiEmulator Emulator { get; private set; } = null!;

    private protected DlcClient Dlc { get; private set; } = null!;

    private protected AiWorkspaceClient Workspace { get; private set; } = null!;

    private protected RawClient Raw { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Emulator = await PaiEmulator.StartAsync(new() { TimeProvider = Clock, LimitsRates = LimitsRates });
        Dlc = Client(Emulator.AccessKey);
        Workspace = new(PaiCredentials.FromAccessKey(Emulator.AccessKey), Endpoint(ApiService.AiWorkspace), ClientOptions(Clock));
        Raw = new(Emulator, Clock);
    }

    public async Task DisposeAsync()
    {
        Dlc.Dispose();
        Workspace.Dispose();
        Raw.Dispose();
        await Emulator.DisposeAsync();
    }

    private protected static DlcCreateJob Job(string name = "demo") => new()
    {
        DisplayName = name,
        JobType = "PyTorchJob",
        JobSpecs = [new() { Type = "Worker", Image = "registry.example.com/a:1", PodCount = 1, EcsSpec = "ecs.c6.large" }],
        UserCommand = "echo hi",
        WorkspaceId = "1234",
    };

    private protected static ApiRequest ListJobs() => new("ListJobs", "paidlc", HttpMethod.Get, "/api/v1/jobs");

    private protected static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private protected static TimeSpan Days(double days) => TimeSpan.FromDays(days);

    private protected DlcClient Client(PaiAccessKey key, TimeProvider? clock = null) =>
        new(PaiCredentials.FromAccessKey(key), Endpoint(ApiService.Dlc), ClientOptions(clock ?? Clock));

    /// <summary>Signs a request, changes what was signed, and sends it to the host of PAI-DLC.</summary>
    private protected Task<Answer> SendAsync(
        ApiRequest request, Action<Dictionary<string, string>>? change = null, string? target = null, byte[]? body = null,
        PaiAccessKey? key = null, DateTimeOffset? time = null, string? nonce = null)
    {
        var endpoint = ApiEndpoint.Parse(ApiService.Dlc, DlcHost);
        var headers = ApiSigner
            .Headers(request, endpoint, key ?? Emulator.AccessKey, time ?? Clock.GetUtcNow(), nonce ?? Guid.NewGuid().ToString())
            .ToDictionary(header => header.Name, header => header.Value);
        change?.Invoke(headers);
        var query = request.CanonicalQuery.Length > 0 ? $"?{request.CanonicalQuery}" : "";
        return Raw.SendRawAsync(
            request.Method.Method, $"http://{DlcHost}", target ?? request.Path + query, headers, body ?? request.Body);
    }

    private protected static string? CodeOf(Answer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        return json.RootElement.TryGetProperty("Code", out var code) ? code.GetString() : null;
    }

    private protected static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }

    private protected static async Task<PaiServiceException> RefusedAsync(Func<Task> call) =>
        await Assert.ThrowsAsync<PaiServiceException>(call);

    private ApiEndpoint Endpoint(ApiService service) =>
        ApiEndpoint.Parse(service, $"http://{service.Host}.cn-hangzhou.localhost:{Emulator.Endpoint.Port}");

    private ApiClientOptions ClientOptions(TimeProvider clock) => new()
    {
        Handler = Emulator.CreateHandler(),
        TimeProvider = clock,
        RetryDelay = TimeSpan.Zero,
        MaxRetryDelay = TimeSpan.Zero,
    };
}
