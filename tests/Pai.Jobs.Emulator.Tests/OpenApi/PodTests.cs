using System.Text.Json;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Logs and events of pods, and events of jobs.</summary>
public sealed class PodTests : PaiTest
{
    [Fact]
    public async Task Each_pod_has_its_own_log_once_it_exists()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob()
            .Succeeds(queuing: Seconds(10), running: Seconds(20))
            .Log(Seconds(11), "a").Log(Seconds(12), "b", pod: "worker-1").Log(Seconds(13), "a")
            .Log(Seconds(14), "late", late: Seconds(60)));
        var request = Job();
        request.JobSpecs![0].PodCount = 2;
        var id = await Dlc.CreateJobAsync(request);
        Assert.Equal(PaiServiceErrorKind.NotFound, (await RefusedAsync(() => Dlc.GetPodLogsAsync(id, $"{id}-worker-0"))).Kind);
        Clock.Advance(Seconds(12));
        Assert.Equal(["a"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0")).Logs);
        Clock.Advance(Seconds(50));
        Assert.Equal(["a", "a"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0")).Logs);
        Assert.Equal(["b"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-1")).Logs);
        Clock.Advance(Seconds(12));
        Assert.Equal(["a", "a", "late"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0")).Logs);
        Assert.Equal(PaiServiceErrorKind.NotFound, (await RefusedAsync(() => Dlc.GetPodLogsAsync(id, $"{id}-worker-2"))).Kind);
    }

    [Fact]
    public async Task All_lines_can_be_late()
    {
        Emulator.Dlc.LogDelay = Seconds(20);
        Emulator.Dlc.OnCreate(_ => new EmulatedJob()
            .Succeeds(queuing: default, running: Seconds(30)).Log(Seconds(5), "a").Log(Seconds(28), "b"));
        var id = await Dlc.CreateJobAsync(Job());
        foreach (var (second, lines) in ((int, string)[])[(24, ""), (25, "a"), (47, "a"), (48, "a b")])
        {
            Clock.Advance(Start + Seconds(second) - Clock.GetUtcNow());
            Assert.Equal(lines, string.Join(' ', (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0")).Logs!));
        }
    }

    [Theory]
    [InlineData(1, 2, 4, "2 2.5 3 4")]
    [InlineData(1, 2, 2, "2 2.5")]
    [InlineData(60, 2, 4, "0 1 2 2.5 3 4 5")]
    public async Task Windows_include_both_ends_at_the_precision_of_the_service(int precision, int from, int to, string expected)
    {
        Emulator.Dlc.LogPrecision = Seconds(precision);
        Emulator.Dlc.OnCreate(_ =>
        {
            var job = new EmulatedJob().Runs();
            foreach (var second in (double[])[0, 1, 2, 2.5, 3, 4, 5]) job.Log(Seconds(second), FormattableString.Invariant($"{second}"));
            return job;
        });
        var id = await Dlc.CreateJobAsync(Job());
        Clock.Advance(Seconds(30));
        var lines = new DlcLines { Start = Start + Seconds(from), End = Start + Seconds(to) };
        Assert.Equal(expected.Split(' '), (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0", lines: lines)).Logs);
    }

    [Fact]
    public async Task Without_parameters_there_are_2000_lines_of_seven_days()
    {
        Emulator.Dlc.OnCreate(_ =>
        {
            var job = new EmulatedJob().Runs().Log(default, "old");
            for (var i = 0; i < 2500; i++) job.Log(Days(8), FormattableString.Invariant($"{i}"));
            return job;
        });
        var id = await Dlc.CreateJobAsync(Job());
        Clock.Advance(Days(8));
        var path = $"/api/v1/jobs/{id}/pods/{id}-worker-0/logs";
        var lines = await LinesAsync("Logs");
        Assert.Equal((2000, "500", "2499"), (lines.Length, lines[0], lines[^1]));
        Emulator.Dlc.CutsLogEnd = true;
        Assert.Equal("0", (await LinesAsync("Logs"))[0]);
        Emulator.Dlc.MaxLogLines = 5000;
        Assert.Equal(2000, (await LinesAsync("Logs")).Length);
        Assert.Equal(2501, (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0", lines: new() { MaxCount = 9000 })).Logs!.Count);
        Assert.Equal(["old", "0"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0", lines: new() { MaxCount = 2 })).Logs);

        async Task<string[]> LinesAsync(string member)
        {
            var answer = await SendAsync(new("GetPodLogs", "paidlc", HttpMethod.Get, path));
            using var json = JsonDocument.Parse(answer.Body);
            return [.. json.RootElement.GetProperty(member).EnumerateArray().Select(line => line.GetString()!)];
        }
    }

    [Fact]
    public async Task A_restart_puts_another_pod_in_the_place()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob()
            .Runs().Preempt(Seconds(10), away: Seconds(10)).At(Seconds(30), "Succeeded")
            .Log(Seconds(5), "first").Log(Seconds(12), "last words").Log(Seconds(25), "second")
            .Event(Seconds(9), "evicted", "worker-0").Event(Seconds(21), "started", "worker-0"));
        var id = await Dlc.CreateJobAsync(Job());
        Clock.Advance(Seconds(15));
        var restarting = await Dlc.GetJobAsync(id);
        Assert.Equal(("Restarting", "Preempted", "1/10"), (restarting.Status, restarting.ReasonCode, restarting.RestartTimes));
        Assert.Equal("Failed", restarting.Pods![0].Status);
        Clock.Advance(Seconds(15));

        var pod = Assert.Single((await Dlc.GetJobAsync(id)).Pods!);
        var earlier = Assert.Single(pod.HistoryPods!);
        Assert.Equal((pod.PodId, "Succeeded", "Failed"), (earlier.PodId, pod.Status, earlier.Status));
        Assert.NotEqual(pod.PodUid, earlier.PodUid);
        Assert.Equal(["second"], (await Dlc.GetPodLogsAsync(id, pod.PodId!)).Logs);
        Assert.Equal(["second"], (await Dlc.GetPodLogsAsync(id, pod.PodId!, pod.PodUid)).Logs);
        var history = await Dlc.GetPodLogsAsync(id, pod.PodId!, earlier.PodUid);
        Assert.Equal(["first", "last words"], history.Logs);
        Assert.Equal((id, earlier.PodUid), (history.JobId, history.PodUid));
        Assert.Equal(["2026-01-15 08:00:21 started"], (await Dlc.GetPodEventsAsync(id, pod.PodId!)).Events);
        Assert.Equal(["2026-01-15 08:00:09 evicted"], (await Dlc.GetPodEventsAsync(id, pod.PodId!, earlier.PodUid)).Events);
        Assert.Equal(PaiServiceErrorKind.NotFound, (await RefusedAsync(() => Dlc.GetPodLogsAsync(id, pod.PodId!, "other"))).Kind);
        Assert.Equal("1", (await Dlc.ListJobsPageAsync(new())).Jobs![0].RestartTimes);
        Assert.Equal(("Restarting", "Normal", "Evicted"), (restarting.SubStatus, pod.SubStatus, earlier.SubStatus));
        var restart = Assert.Single((await Dlc.GetJobAsync(id)).RestartRecord!);
        Assert.Equal((1L, "Running", 10L), (restart.JobRestartCount, restart.OccurPhase, restart.RestartDurationInSec));
        Assert.Equal("Preempted", restart.Reason);
    }

    [Fact]
    public async Task Of_events_one_is_given_unless_more_are_asked_for()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob()
            .At(default, "Queuing").Event(Seconds(1), "no stock").Event(Seconds(2), "still none").Event(Seconds(90), "not yet"));
        var id = await Dlc.CreateJobAsync(Job());
        Clock.Advance(Seconds(60));
        var answer = await SendAsync(new("GetJobEvents", "paidlc", HttpMethod.Get, $"/api/v1/jobs/{id}/events"));
        Assert.Contains("\"Events\":[\"2026-01-15 08:00:02 still none\"]", answer.Text, StringComparison.Ordinal);
        Assert.Equal(["2026-01-15 08:00:01 no stock", "2026-01-15 08:00:02 still none"], (await Dlc.GetJobEventsAsync(id)).Events);
        var before = new DlcLines { End = Start + Seconds(1) };
        Assert.Equal(["2026-01-15 08:00:01 no stock"], (await Dlc.GetJobEventsAsync(id, before)).Events);
    }
}
