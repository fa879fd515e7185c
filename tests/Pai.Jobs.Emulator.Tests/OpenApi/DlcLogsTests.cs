using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>The library's reader of logs, over the wire.</summary>
[Trait("Kind", "Exhaustive")]
public sealed class DlcLogsTests : PaiTest
{
    private const string Tag = "k3v8x2qa";

    [Theory]
    [InlineData(1, true)]
    [InlineData(1, false)]
    [InlineData(60, true)]
    [InlineData(60, false)]
    public async Task A_job_with_bursts_late_lines_and_a_restart_is_followed_to_its_end(int precision, bool cutsEnd)
    {
        (Emulator.Dlc.LogPrecision, Emulator.Dlc.CutsLogEnd) = (Seconds(precision), cutsEnd);
        var truth = new Dictionary<string, List<string>> { ["worker-0"] = [], ["worker-1"] = [] };
        var script = new EmulatedJob().Runs(Seconds(5))
            .At(Seconds(200), "Restarting").At(Seconds(210), "EnvPreparing").At(Seconds(215), "Running").At(Seconds(400), "Succeeded");

        // More than an answer holds, in a second or in ten minutes; the lines are equal by tens.
        for (var i = 0; i < 4500; i++) Write("worker-0", 6 + i / (precision == 1 ? 300.0 : 25.0), $"step {i / 10}");
        Write("worker-1", 7, "late", late: 8);
        Write("worker-1", 9, "late");
        Write("worker-1", 199, "last", late: 9);
        Write("worker-0", 220, "again");
        Write("worker-1", 221, "again");
        foreach (var node in truth.Keys) script.Log(Seconds(399), $"[pai-jobs:end {Tag} command 0]", node);
        Emulator.Dlc.OnCreate(_ => script);
        var request = Job();
        request.JobSpecs![0].PodCount = 2;
        request.Settings = new() { Tags = new Dictionary<string, string> { [DlcJobBody.MarkerTag] = Tag } };
        var id = await Dlc.CreateJobAsync(request);

        var logs = new DlcLogs(Dlc, new AdvancingClock(Clock), NullLogger.Instance);
        var lines = await AllAsync(logs.ReadAsync(id, new() { Follow = true }, CancellationToken.None));

        foreach (var (node, expected) in truth) Assert.Equal(expected, lines.Where(l => l.Node == node).Select(l => l.Text));
        Assert.Equal(truth.Values.Sum(t => t.Count), lines.Count);
        Assert.InRange(Clock.GetUtcNow() - Start, Seconds(400), Seconds(407));

        void Write(string node, double second, string text, double late = 0)
        {
            script.Log(Seconds(second), text, node, Seconds(late));
            truth[node].Add(text);
        }
    }

    /// <summary>The clock of the emulator, on which a delay is over at once and time has passed then.</summary>
    private sealed class AdvancingClock(FakeTimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero) clock.Advance(dueTime);
            return clock.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }
}
