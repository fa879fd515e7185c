using Pai.Jobs.Internal.AiWorkspace;
using Pai.Jobs.Internal.Dlc;
using Pai.Jobs.Internal.OpenApi;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Clients whose handler follows a script and whose clock is moved by the test.</summary>
internal sealed class ApiHarness : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 8, 0, 0, TimeSpan.Zero);

    public ApiHarness(Func<ApiClientOptions, ApiClientOptions>? change = null, PaiCredentials? credentials = null)
    {
        var options = new ApiClientOptions { Handler = Handler, TimeProvider = Time, RetryDelay = TimeSpan.Zero };
        options = change?.Invoke(options) ?? options;
        Time.Timeout = options.Timeout;
        credentials ??= PaiCredentials.FromAccessKey(new("testid", "testsecret"));
        Dlc = new(credentials, ApiEndpoint.OfRegion(ApiService.Dlc, "cn-hangzhou"), options);
        Workspace = new(credentials, ApiEndpoint.OfRegion(ApiService.AiWorkspace, "cn-hangzhou"), options);
    }

    public ScriptedHandler Handler { get; } = new();

    public DelayClock Time { get; } = new(Start);

    public DlcClient Dlc { get; }

    public AiWorkspaceClient Workspace { get; }

    public SentRequest Sent => Assert.Single(Handler.Sent);

    public static DlcCreateJob Job() => new()
    {
        DisplayName = "demo",
        JobType = "PyTorchJob",
        JobSpecs = [new() { Type = "Worker", Image = "registry.example.com/a:1", PodCount = 1, EcsSpec = "ecs.c6.large" }],
        UserCommand = "echo hi",
        WorkspaceId = "1234",
    };

    /// <summary>Moves the clock over every delay until a task ends.</summary>
    public async Task Advance(Task task)
    {
        while (!task.IsCompleted)
            if (!Time.TryMoveOn()) await Task.WhenAny(task, Task.Run(static () => Task.Yield()));
        await task;
    }

    /// <summary>Waits until so many requests have been sent.</summary>
    public async Task SentAsync(int count)
    {
        while (true)
        {
            lock (Handler.Sent)
                if (Handler.Sent.Count >= count) return;
            await Task.Yield();
        }
    }

    public void Dispose()
    {
        Dlc.Dispose();
        Workspace.Dispose();
        Handler.Dispose();
    }
}
