namespace Pai.Jobs.Dlc.Tests;

/// <summary>The last lines of a log.</summary>
public class DlcLogTailTests
{
    private static DateTimeOffset At(double seconds) => LogService.Start.AddSeconds(seconds);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(5000)]
    public async Task The_last_lines_are_read_from_the_end(int count)
    {
        using var service = new LogService().At(0, "Running").At(20_000, "Failed");
        var log = service.Pod("worker-0");
        for (var i = 0; i < 5000; i++) log.Add(At(i * 4), $"line {i}");
        log.Add(At(19_999), LogService.EndOf());
        service.Clock.Advance(TimeSpan.FromSeconds(20_005));

        var lines = await service.ReadAsync(new() { Tail = count });

        Assert.Equal(log.Texts.SkipLast(1).TakeLast(count), lines.Select(l => l.Text));
        if (count < 100) Assert.InRange(service.CallsOf("GetPodLogs"), 2, 5);
    }

    [Fact]
    public async Task A_burst_at_the_end_is_not_read_in_full_for_a_few_lines()
    {
        using var service = new LogService().At(0, "Running").At(1000, "Failed");
        var log = service.Pod("worker-0");
        for (var i = 0; i < 9000; i++) log.Add(At(950 + i / 200.0), $"line {i}");
        service.Clock.Advance(TimeSpan.FromSeconds(996));

        var lines = await service.ReadAsync(new() { Tail = 20 });

        Assert.Equal(log.Texts.TakeLast(20), lines.Select(l => l.Text));
        Assert.InRange(service.CallsOf("GetPodLogs"), 2, 5);
    }

    [Fact]
    public async Task After_the_last_lines_a_log_is_followed()
    {
        using var service = new LogService().At(0, "Running").At(120, "Succeeded");
        var log = service.Pod("worker-0");
        for (var i = 0; i < 10; i++) log.Add(At(i * 10), $"line {i}");
        log.Add(At(119), LogService.EndOf());
        service.Clock.Advance(TimeSpan.FromSeconds(55));

        var lines = await service.ReadAsync(new() { Tail = 2, Follow = true });

        Assert.Equal(["line 4", "line 5", "line 6", "line 7", "line 8", "line 9"], lines.Select(l => l.Text));
    }

    [Fact]
    public async Task The_nodes_share_the_last_lines()
    {
        using var service = new LogService().At(0, "Running").At(50, "Succeeded");
        foreach (var node in (string[])["master-0", "worker-0", "worker-1"])
        {
            var log = service.Pod(node);
            for (var i = 0; i < (node == "worker-0" ? 1 : 20); i++) log.Add(At(i), $"{node} {i}");
        }

        service.Clock.Advance(TimeSpan.FromSeconds(100));

        var lines = await service.ReadAsync(new() { Tail = 7 });

        Assert.Equal(
            ["master-0 17", "master-0 18", "master-0 19", "worker-0 0", "worker-1 17", "worker-1 18", "worker-1 19"],
            lines.Select(l => l.Text));
    }

    [Fact]
    public async Task The_last_lines_reach_into_an_earlier_pod()
    {
        using var service = new LogService().At(0, "Running").At(300, "Succeeded");
        var oldest = service.Pod("worker-0", 0, end: 50);
        oldest.Add(At(1), "too old");
        var first = service.Pod("worker-0", 60, end: 100);
        for (var i = 0; i < 5; i++) first.Add(At(70 + i), $"first {i}");
        service.Pod("worker-0", 130).Add(At(150), "second");
        service.Clock.Advance(TimeSpan.FromSeconds(400));

        var lines = await service.ReadAsync(new() { Tail = 3 });

        Assert.Equal(["first 3", "first 4", "second"], lines.Select(l => l.Text));
        // The position of the last line has what was left out behind it.
        Assert.Empty(await service.ReadAsync(new() { After = lines[^1].Position }));
    }
}
