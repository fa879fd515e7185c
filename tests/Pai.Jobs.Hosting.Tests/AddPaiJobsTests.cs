using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Hosting.Tests;

/// <summary>Sessions from the container.</summary>
public class AddPaiJobsTests
{
    private static ServiceProvider Build(Dictionary<string, string?> settings, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        add(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>As little of this machine as can be: its environment and its configuration file are not the test's.</summary>
    private static void Alone(PaiSessionBuilder builder, IServiceProvider services) =>
        (builder.Environment, builder.ConfigurationPath) = (StubHandler.Environment, "/nonexistent/config.json");

    [Fact]
    public async Task The_section_has_the_settings_of_the_session()
    {
        using var runs = new TempFolder();
        await using var services = Build(
            new()
            {
                ["PaiJobs:Backend"] = "local",
                ["PaiJobs:Region"] = "cn-shanghai",
                ["PaiJobs:WorkspaceId"] = "42",
                ["PaiJobs:Bucket"] = "data",
                ["PaiJobs:OssEndpoint"] = "https://oss.example",
                ["PaiJobs:Network"] = "vpc",
                ["PaiJobs:Local:RunsDirectory"] = runs.Path,
                ["PaiJobs:Local:Isolation"] = "Process",
                ["PaiJobs:Local:PassEnvironment:0"] = "HF_HOME",
            },
            s => s.AddPaiJobs(Alone));

        var session = services.GetRequiredService<PaiSession>();

        Assert.Same(session, services.GetRequiredService<PaiSession>());
        Assert.Equal(("local", "cn-shanghai"), (session.Backend.Name, session.Region));
        Assert.Equal(runs.Path, Assert.IsType<LocalBackend>(session.Backend).RunsDirectory);
        Assert.Equal(("42", "data"), (session.Settings.WorkspaceId?.Value, session.Settings.Bucket?.Value));
        Assert.Equal("https://oss.example", session.Settings.OssEndpoint?.Value);
    }

    [Fact]
    public async Task Every_key_reaches_the_options()
    {
        Dictionary<string, string?> settings = new()
        {
            ["PaiJobs:ConfigurationPath"] = "/etc/pai.json",
            ["PaiJobs:Network"] = "Vpc",
            ["PaiJobs:Local:AsRoot"] = "true",
            ["PaiJobs:Local:GracePeriod"] = "00:00:05",
            ["PaiJobs:Local:KeepWorkFiles"] = "2.00:00:00",
            ["PaiJobs:Local:InputCacheBytes"] = "5000000000",
            ["PaiJobs:Local:Isolation"] = "Process",
            ["PaiJobs:Local:PassEnvironment:0"] = "A",
            ["PaiJobs:Local:PassEnvironment:1"] = "B",
            ["PaiJobs:Dlc:Endpoint"] = "dlc.example",
            ["PaiJobs:Dlc:WorkspaceEndpoint"] = "workspace.example",
            ["PaiJobs:Dlc:ConsoleUrl"] = "https://console.example/",
            ["PaiJobs:Dlc:MaxParallel"] = "3",
        };
        await using var services = Build(settings, s => s.AddPaiJobs());

        var options = services.GetRequiredService<Microsoft.Extensions.Options.IOptions<PaiJobsOptions>>().Value;

        Assert.Equal(("/etc/pai.json", PaiNetwork.Vpc), (options.ConfigurationPath, options.Network));
        Assert.Equal((true, TimeSpan.FromSeconds(5), TimeSpan.FromDays(2)), (
            options.Local.AsRoot, options.Local.GracePeriod, options.Local.KeepWorkFiles));
        Assert.Equal((5_000_000_000, LocalIsolation.Process), (options.Local.InputCacheBytes, options.Local.Isolation));
        Assert.Equal(["A", "B"], options.Local.PassEnvironment);
        Assert.Equal(("dlc.example", "workspace.example", 3), (
            options.Dlc.Endpoint, options.Dlc.WorkspaceEndpoint, options.Dlc.MaxParallel));
        Assert.Equal("https://console.example/", options.Dlc.ConsoleUrl?.ToString());
    }

    [Fact]
    public async Task Named_sessions_have_sections_of_their_own_and_are_keyed_services()
    {
        await using var services = Build(
            new()
            {
                ["PaiJobs:Region"] = "cn-beijing",
                ["PaiJobs:Sessions:gpu:Region"] = "cn-shanghai",
                ["PaiJobs:Sessions:gpu:Backend"] = "dlc",
            },
            s => s.AddPaiJobs(Alone).AddPaiJobs("gpu", Alone).AddPaiJobs("gpu").AddSingleton<Consumer>());

        var consumer = services.GetRequiredService<Consumer>();

        Assert.Equal(("cn-beijing", "local"), (consumer.Usual.Region, consumer.Usual.Backend.Name));
        Assert.Equal(("cn-shanghai", "dlc"), (consumer.Gpu.Region, consumer.Gpu.Backend.Name));
        Assert.Throws<ArgumentException>(() => new ServiceCollection().AddPaiJobs("a:b"));
    }

    [Fact]
    public async Task The_clock_and_the_loggers_are_those_of_the_container_and_code_wins_over_the_section()
    {
        var clock = new FakeTimeProvider();
        var loggers = new LoggerFactory();
        PaiSessionBuilder? seen = null;
        await using var services = Build(
            new() { ["PaiJobs:Region"] = "cn-beijing" },
            s => s.AddSingleton<TimeProvider>(clock).AddSingleton<ILoggerFactory>(loggers)
                .AddPaiJobs(Alone).AddPaiJobs((b, _) => (seen = b).Region = "cn-hangzhou"));

        var session = services.GetRequiredService<PaiSession>();

        Assert.Same(clock, session.TimeProvider);
        Assert.Same(loggers, seen!.LoggerFactory);
        Assert.Equal("cn-hangzhou", session.Region);
    }

    [Fact]
    public async Task Requests_go_through_the_client_of_the_factory()
    {
        var handler = new StubHandler();
        await using var services = Build(
            new() { ["PaiJobs:Region"] = "cn-beijing", ["PaiJobs:Bucket"] = "data" },
            s =>
            {
                s.AddPaiJobs(StubHandler.Configure);
                s.AddHttpClient(PaiJobsOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => handler);
                // A second session leaves the client as the application has it.
                s.AddPaiJobs("other");
            });

        await services.GetRequiredService<PaiSession>().Storage.ExistsAsync(OssUri.Parse("oss://data/a"));

        Assert.Equal("data.oss-cn-beijing.aliyuncs.com", Assert.Single(handler.Sent).Host);
    }

    [Fact]
    public async Task The_container_disposes_the_session()
    {
        PaiSession session;
        await using (var services = Build([], s => s.AddPaiJobs(Alone))) session = services.GetRequiredService<PaiSession>();

        Assert.Throws<ObjectDisposedException>(() => session.Storage);
    }

    [Fact]
    public async Task A_backend_of_the_test_runs_the_jobs()
    {
        var backend = new TestBackend();
        await using var services = Build([], s => s.AddPaiJobs((b, _) => b.UseBackend(backend)));

        Assert.Same(backend, services.GetRequiredService<PaiSession>().Backend);
    }

    private sealed class Consumer(PaiSession usual, [FromKeyedServices("gpu")] PaiSession gpu)
    {
        public PaiSession Usual { get; } = usual;

        public PaiSession Gpu { get; } = gpu;
    }
}
