using System.Text.Json;
using Pai.Jobs.Cli.WebConsole;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.WebConsole.Tests.Runs;

/// <summary>The statuses that a run had, as its backend has them on record.</summary>
public class PhaseTests
{
    [Fact]
    public async Task A_run_of_this_machine_shows_what_its_supervisor_noted()
    {
        await using var console = await ConsoleFixture.StartAsync();
        var run = await new EchoJob().SubmitAsync(console.Local, cancellationToken: console.Timeout);
        await run.EnsureSucceededAsync(console.Timeout);

        var phases = await PhasesAsync(console, $"/api/runs/local/{run.Id}");

        Assert.Equal(["Creating", "EnvPreparing", "Running", "Succeeded"], phases.Select(p => p.Status));
        Assert.Equal(run.Info.CreatedAt, phases[0].From);
        Assert.All(phases.Zip(phases.Skip(1)), p => Assert.Equal(p.First.To, p.Second.From));
    }

    [Fact]
    public async Task A_job_in_the_cloud_shows_its_status_history_with_restarts()
    {
        await using var emulator = await PaiEmulator.StartAsync(new() { Buckets = { "bucket" } });
        var now = TimeSpan.Zero;
        emulator.Dlc.OnCreate(_ => new EmulatedJob().At(now, "Queuing").At(now, "EnvPreparing").At(now, "Running")
            .At(now, "Restarting", "NodeFault", "The node was lost.").At(now, "Running").At(now, "Succeeded"));
        var session = CloudRunTests.Session(emulator);
        await using var console = await ConsoleFixture.StartAsync(isReadOnly: false, RunSource.Dlc(session));
        var run = await new EchoJob().SubmitAsync(session, CloudRunTests.Options, console.Timeout);
        await run.WaitAsync(console.Timeout);

        var phases = await PhasesAsync(console, $"/api/runs/dlc:cn-hangzhou/{run.Id}");

        Assert.Equal(
            ["Queuing", "EnvPreparing", "Running", "Restarting", "Running", "Succeeded"],
            phases.Select(p => p.Status).SkipWhile(s => s == "Creating"));
        Assert.Equal("NodeFault: The node was lost.", phases.Single(p => p.Status == "Restarting").Reason);
        Assert.All(phases.Zip(phases.Skip(1)), p => Assert.Equal(p.First.To, p.Second.From));
    }

    private static async Task<List<(string Status, DateTimeOffset From, DateTimeOffset? To, string? Reason)>> PhasesAsync(
        ConsoleFixture console, string path) =>
        [.. (await console.GetAsync(path)).GetProperty("phases").EnumerateArray().Select(p => (
            p.GetProperty("status").GetString()!,
            p.GetProperty("from").GetDateTimeOffset(),
            p.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.String ? to.GetDateTimeOffset() : (DateTimeOffset?)null,
            p.TryGetProperty("reason", out var reason) ? reason.GetString() : null))];
}
