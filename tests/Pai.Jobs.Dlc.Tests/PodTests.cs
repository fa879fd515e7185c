namespace Pai.Jobs.Dlc.Tests;

/// <summary>Logs, events, metrics and terminals.</summary>
public class PodTests
{
    [Fact]
    public async Task The_log_of_a_pod_is_asked_for_from_its_start()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""{"JobId":"dlc1","PodId":"dlc1-worker-0","PodUid":"u","Logs":["a","",null,7,"\ud800 b"],"RequestId":"R"}""");

        var log = await harness.Dlc.GetPodLogsAsync("dlc1", "dlc1-worker-0");

        Assert.Equal("/api/v1/jobs/dlc1/pods/dlc1-worker-0/logs", harness.Sent.Path);
        Assert.Equal("DownloadToFile=false&MaxLines=2000&StartTime=2020-01-01T00%3A00%3A00Z", harness.Sent.RawQuery);
        Assert.Equal(["a", "", "7", "\\ud800 b"], log.Logs!);
    }

    [Fact]
    public async Task The_log_of_an_earlier_pod_in_a_time_is_asked_for()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("{}");

        var log = await harness.Dlc.GetPodLogsAsync(
            "dlc1", "dlc1-worker-0", "u1", new() { Start = ApiHarness.Start, End = ApiHarness.Start.AddSeconds(1), MaxCount = 10 });

        Assert.Equal(
            "DownloadToFile=false&EndTime=2026-01-15T08%3A00%3A01Z&MaxLines=10&PodUid=u1&StartTime=2026-01-15T08%3A00%3A00Z",
            harness.Sent.RawQuery);
        Assert.Null(log.Logs);
    }

    [Fact]
    public async Task Events_are_asked_for_with_their_number()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""{"Events":["2026-01-15 08:00:00 Created"]}""").Then("""{"Events":"one"}""");

        var ofJob = await harness.Dlc.GetJobEventsAsync("dlc1");
        var ofPod = await harness.Dlc.GetPodEventsAsync("dlc1", "dlc1-worker-0", lines: new() { MaxCount = 5 });

        Assert.Equal(["2026-01-15 08:00:00 Created"], ofJob.Events!);
        Assert.Equal(["one"], ofPod.Events!);
        Assert.Equal(
            ["/api/v1/jobs/dlc1/events", "/api/v1/jobs/dlc1/pods/dlc1-worker-0/events"], harness.Handler.Sent.Select(s => s.Path));
        Assert.Equal(["2000", "5"], harness.Handler.Sent.Select(s => s.Query["MaxEventsNum"]));
        Assert.All(harness.Handler.Sent, s => Assert.Equal("2020-01-01T00:00:00Z", s.Query["StartTime"]));
    }

    [Theory]
    [InlineData(300, "5m")]
    [InlineData(60, "1m")]
    [InlineData(90, "90s")]
    public async Task Metrics_have_a_step(int seconds, string step)
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(
            """{"PodMetrics":[{"PodId":"p","Metrics":[{"Time":1768464000000,"Value":0.25},{"Time":"2","Value":"NaN"}]}]}""");

        var metrics = await harness.Dlc.GetJobMetricsAsync(
            "dlc1", "CpuCoreUsage", ApiHarness.Start, ApiHarness.Start.AddHours(1), TimeSpan.FromSeconds(seconds));

        Assert.Equal(step, harness.Sent.Query["TimeStep"]);
        Assert.Equal("CpuCoreUsage", harness.Sent.Query["MetricType"]);
        var values = Assert.Single(metrics.PodMetrics!).Metrics!;
        Assert.Equal([(1768464000000L, 0.25), (2L, null)], values.Select(m => (m.Time, m.Value)));
    }

    [Fact]
    public async Task A_terminal_is_a_link()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then("""{"WebTerminalUrl":"wss://example.com/t"}""");

        var terminal = await harness.Dlc.GetWebTerminalAsync("dlc1", "dlc1-worker-0", isShared: true);

        Assert.Equal("wss://example.com/t", terminal.WebTerminalUrl);
        Assert.Equal("/api/v1/jobs/dlc1/pods/dlc1-worker-0/webterminal", harness.Sent.Path);
        Assert.Equal("IsShared=true", harness.Sent.RawQuery);
    }
}
