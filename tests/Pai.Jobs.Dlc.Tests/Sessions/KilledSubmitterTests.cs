using System.Diagnostics;
using System.Globalization;
using Pai.Jobs.Emulator;
using Pai.Jobs.TestHost;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>
/// A process that submits to PAI-DLC is killed with SIGKILL at a request. Who submits with the same key, or runs the batch with the same
/// ledger, has exactly one job of each. With PAI_KILL_STEPS=all, that is before and after each request; else at those that matter.
/// </summary>
[Trait("Kind", "Exhaustive")]
public class KilledSubmitterTests
{
    private static readonly bool s_all = Environment.GetEnvironmentVariable("PAI_KILL_STEPS") == "all";

    /// <summary>The key is claimed with the intent, and the job that CreateJob made is recorded with the outcome.</summary>
    private static readonly string[] s_steps =
        ["before:/1-intent", "after:PUT /pai/submit_keys", "before:POST /api/v1/jobs", "after:POST /api/v1/jobs", "after:/1-outcome"];

    private static IEnumerable<string> Steps =>
        s_all ? Enumerable.Range(1, int.MaxValue).Select(n => n.ToString(CultureInfo.InvariantCulture)) : s_steps;

    [Fact]
    public async Task A_submission_with_a_key_that_was_killed_anywhere_is_one_job_after_the_next()
    {
        var killed = 0;
        foreach (var step in Steps)
        {
            var (harness, clock, host) = await StartAsync("dlc-keyed", "nightly", step);
            await using var _ = harness;

            var run = await MoveUntilAsync(clock, new HostedJob().SubmitAsync(
                harness.Session, KilledCloud.Options with { SubmitKey = "nightly" }, harness.Timeout));

            Assert.True(harness.Emulator.Dlc.Jobs.Count == 1, $"{harness.Emulator.Dlc.Jobs.Count} jobs after a kill at {host.Output}");
            Assert.Equal(harness.Emulator.Dlc.Jobs[0].JobId, run.Id);
            Assert.True(run.Info.Outputs is not null, $"The outputs are not known after a kill at {host.Output}");
            if (host.ExitCode == 0) break;
            killed++;
        }

        if (s_all) Assert.InRange(killed, 15, 100);
        else Assert.Equal(s_steps.Length, killed);
    }

    [Fact]
    public async Task A_batch_that_was_killed_anywhere_is_one_job_each_after_the_next()
    {
        var killed = 0;
        foreach (var step in Steps)
        {
            var ledger = Path.GetTempFileName();
            File.Delete(ledger);
            var (harness, clock, host) = await StartAsync("dlc-batch", ledger, step);
            await using var _ = harness;

            var outcomes = await MoveUntilAsync(
                clock, KilledCloud.Jobs.RunAllAsync(harness.Session, KilledCloud.Batch(ledger), harness.Timeout));

            File.Delete(ledger);
            Assert.All(outcomes, o => Assert.True(o.IsSuccess, $"{o.Exception} after a kill at {host.Output}"));
            Assert.Equal(outcomes.Select(o => o.Run!.Id).Order(), harness.Emulator.Dlc.Jobs.Select(j => j.JobId).Order());
            Assert.Equal(2, outcomes.Select(o => o.Run!.Id).Distinct().Count());
            Assert.All(outcomes, o => Assert.NotNull(o.Run!.Info.Outputs));
            if (host.ExitCode == 0) break;
            killed++;
        }

        if (s_all) Assert.InRange(killed, 30, 200);
        else Assert.Equal(s_steps.Length, killed);
    }

    /// <summary>Lets the other process run until its end, and moves the clock to where what it has left may be taken over.</summary>
    private static async Task<(DlcHarness Harness, DelayClock Clock, (int ExitCode, string Output) Host)> StartAsync(
        string mode, string key, string step)
    {
        var clock = new DelayClock(DateTimeOffset.UtcNow) { Timeout = TimeSpan.FromSeconds(60), LongestDelay = TimeSpan.FromSeconds(15) };
        var harness = await DlcHarness.StartAsync(clock, builder => builder.Bucket = "bucket");
        harness.Emulator.Dlc.OnCreate(_ => new EmulatedJob());
        var port = harness.Emulator.Endpoint.Port.ToString(CultureInfo.InvariantCulture);
        // With the frameworks of this program: the emulator's has what the library needs of logging.
        using var host = Process.Start(new ProcessStartInfo(
            "dotnet",
            [
                "exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, "Pai.Jobs.Dlc.Tests.runtimeconfig.json"),
                Path.Combine(AppContext.BaseDirectory, "Pai.Jobs.TestHost.dll"), mode, port, harness.Emulator.AccessKey.Id,
                harness.Emulator.AccessKey.Secret, key, step,
            ])
        {
            RedirectStandardOutput = true,
        })!;
        var output = await host.StandardOutput.ReadToEndAsync(harness.Timeout);
        await host.WaitForExitAsync(harness.Timeout);
        var end = (host.ExitCode, output);
        Assert.True(end.ExitCode == 0 || output.StartsWith(step, StringComparison.Ordinal), $"{end.ExitCode} at {step}: {output}");
        clock.Advance(TimeSpan.FromMinutes(25));
        return (harness, clock, end);
    }

    private static async Task<T> MoveUntilAsync<T>(DelayClock clock, Task<T> task)
    {
        while (!task.IsCompleted)
            if (!clock.TryMoveOn()) await Task.WhenAny(task, Task.Run(static () => Task.Yield()));
        return await task;
    }
}
