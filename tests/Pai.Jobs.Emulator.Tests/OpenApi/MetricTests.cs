namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Metrics and terminals.</summary>
public sealed class MetricTests : PaiTest
{
    [Fact]
    public async Task Metrics_are_means_of_steps_and_kept_for_general_compute_only()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob().Runs()
            .Metric(Seconds(10), "CpuCoreUsage", 1).Metric(Seconds(20), "CpuCoreUsage", 3).Metric(Seconds(70), "CpuCoreUsage", 5)
            .Metric(Seconds(10), "MemoryUsage", 100).Metric(Seconds(15), "CpuCoreUsage", 7, "worker-1"));
        var request = Job();
        request.JobSpecs![0].PodCount = 2;
        var id = await Dlc.CreateJobAsync(request);
        Clock.Advance(Seconds(75));
        var metrics = (await Dlc.GetJobMetricsAsync(id, "CpuCoreUsage", Start, step: Seconds(60))).PodMetrics!;
        Assert.Equal([$"{id}-worker-0", $"{id}-worker-1"], metrics.Select(pod => pod.PodId));
        var first = Start.ToUnixTimeMilliseconds();
        Assert.Equal([(first, 2.0), (first + 60_000, 5.0)], metrics[0].Metrics!.Select(one => (one.Time!.Value, one.Value!.Value)));
        Assert.Equal(7, Assert.Single(metrics[1].Metrics!).Value);
        var late = await Dlc.GetJobMetricsAsync(id, "CpuCoreUsage", Start + Seconds(15), Start + Seconds(30), Seconds(1));
        Assert.Equal(3, Assert.Single(late.PodMetrics![0].Metrics!).Value);
        Assert.Equal("InvalidParameter", (await RefusedAsync(() => Dlc.GetJobMetricsAsync(id, "Speed", Start))).Code);

        request.ResourceId = "quota";
        var onQuota = await Dlc.CreateJobAsync(request);
        Assert.Empty((await Dlc.GetJobMetricsAsync(onQuota, "CpuCoreUsage", Start)).PodMetrics!);
    }

    [Fact]
    public async Task There_are_no_terminals()
    {
        Emulator.Dlc.OnCreate(_ => new EmulatedJob().Succeeds(queuing: Seconds(10), running: Seconds(10)));
        var id = await Dlc.CreateJobAsync(Job());
        Assert.Equal("NotFound", await CodeAsync());
        Clock.Advance(Seconds(15));
        Assert.Equal("NotImplemented", await CodeAsync());
        Clock.Advance(Seconds(15));
        Assert.Equal("BadRequest", await CodeAsync());

        async Task<string?> CodeAsync() => (await RefusedAsync(() => Dlc.GetWebTerminalAsync(id, $"{id}-worker-0"))).Code;
    }
}
