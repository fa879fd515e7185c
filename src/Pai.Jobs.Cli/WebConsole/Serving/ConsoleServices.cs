using Microsoft.AspNetCore.Builder;

namespace Pai.Jobs.Cli.WebConsole;

/// <summary>The services of the endpoints.</summary>
internal sealed class ConsoleServices : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConsoleOptions _options;

    public ConsoleServices(ConsoleOptions options)
    {
        _options = options;
        Sources = new(options.Sources);
        Runs = new(Sources, options.TimeProvider, options.PollInterval, _stopping.Token);
        Logs = new(Sources, options.TimeProvider, _stopping.Token);
    }

    public RunSources Sources { get; }

    public RunTable Runs { get; }

    public LogStore Logs { get; }

    public void Map(WebApplication application)
    {
        new RunEndpoints(Sources, Runs, _options.TimeProvider, _stopping.Token).Map(application);
        new OutputEndpoints(Sources).Map(application);
        new ValueEndpoints(Sources).Map(application);
        new StopEndpoint(Sources).Map(application);
        new RunAgainEndpoints(Sources, _stopping.Token).Map(application);
        new PlanEndpoints(Sources).Map(application);
        new LogEndpoints(Logs, _options.TimeProvider, _stopping.Token).Map(application);
    }

    /// <summary>Ends all that waits.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await Runs.DisposeAsync();
        await Logs.DisposeAsync();
        await Sources.DisposeAsync();
        _stopping.Dispose();
    }
}
