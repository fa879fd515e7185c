using System.Net;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>The log of a whole job.</summary>
public class DlcLogsTests
{
    private static readonly LogQuery s_now = new();

    private static DateTimeOffset At(double seconds) => LogService.Start.AddSeconds(seconds);

    [Fact]
    public async Task A_log_is_followed_to_the_last_line_of_the_launch_script()
    {
        using var service = new LogService().At(1, "Queuing").At(5, "Running").At(60, "Succeeded");
        var log = service.Pod("worker-0", 4);
        log.Add(At(6), "2026-01-15 08:00:23 begins");
        log.Add(At(7), "");
        log.Add(At(59), "done");
        log.Add(At(59.5), LogService.EndOf());

        var lines = await service.ReadAsync();

        Assert.Equal(["2026-01-15 08:00:23 begins", "", "done"], lines.Select(l => l.Text));
        Assert.All(lines, l => Assert.Equal((LogStream.Combined, "worker-0", null), (l.Stream, l.Node, l.Time)));
        // The job is looked at every second when its log has ended.
        Assert.InRange(service.Clock.GetUtcNow(), At(60), At(65));
    }

    [Fact]
    public async Task What_stands_before_the_launch_script_s_words_is_the_job_s()
    {
        using var service = new LogService().At(0, "Running").At(9, "Failed");
        var log = service.Pod("worker-0");
        log.Add(At(1), "[pai-jobs:end other command 0]");
        log.Add(At(8), "no line end" + LogService.EndOf(code: 3));

        var lines = await service.ReadAsync();

        Assert.Equal(["[pai-jobs:end other command 0]", "no line end"], lines.Select(l => l.Text));
    }

    [Fact]
    public async Task Without_the_launch_script_s_line_the_log_ends_ten_seconds_after_the_end_without_new_lines()
    {
        using var service = new LogService { HasTag = false }.At(0, "Running").At(20, "Succeeded");
        var log = service.Pod("worker-0");
        log.Add(At(19), "last");
        log.Add(At(19.5), "late", TimeSpan.FromSeconds(8));

        var lines = await service.ReadAsync();

        Assert.Equal(["last", "late"], lines.Select(l => l.Text));
        Assert.InRange(service.Clock.GetUtcNow(), At(37), At(45));
    }

    [Fact]
    public async Task A_log_that_ended_long_ago_is_read_without_waiting()
    {
        using var service = new LogService().At(0, "Running").At(20, "Stopped");
        service.Pod("worker-0").Add(At(10), "one");
        service.Clock.Advance(TimeSpan.FromDays(3));
        var began = service.Clock.GetUtcNow();

        var lines = await service.ReadAsync();

        Assert.Equal("one", Assert.Single(lines).Text);
        Assert.Equal(began, service.Clock.GetUtcNow());
        Assert.Equal((1, 1), (service.CallsOf("GetJob"), service.CallsOf("GetPodLogs")));
    }

    [Fact]
    public async Task A_job_without_pods_has_no_lines_yet()
    {
        using var service = new LogService().At(0, "Queuing").At(600, "Running").At(620, "Succeeded");
        service.Pod("worker-0", 600).Add(At(610), "one");

        Assert.Empty(await service.ReadAsync(s_now));
        Assert.Equal("one", Assert.Single(await service.ReadAsync()).Text);
    }

    [Fact]
    public async Task A_pod_without_a_log_has_no_lines_yet()
    {
        using var service = new LogService().At(0, "Running").At(100, "Succeeded");
        service.Pod("worker-0").Add(At(30), "one");
        service.Fault = (operation, _) => Task.FromResult(
            operation == "GetPodLogs" && service.Clock.GetUtcNow() < At(40) ? Answers.Error(HttpStatusCode.NotFound, "NotFound") : null);

        Assert.Equal("one", Assert.Single(await service.ReadAsync()).Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_does_not_exist_is_reported(bool follow)
    {
        using var service = new LogService();

        var e = await Assert.ThrowsAsync<JobNotFoundException>(
            async () => await service.Logs.ReadAsync("dlc2", new() { Follow = follow }, default).ToListAsync());

        Assert.Equal("dlc2", e.JobId);
        Assert.Equal(follow ? 3 : 1, service.CallsOf("GetJob"));
    }

    [Fact]
    public async Task The_log_of_one_node_is_read_and_one_that_the_job_lacks_is_reported()
    {
        using var service = new LogService().At(0, "Running").At(9, "Succeeded");
        service.Pod("master-0").Add(At(1), "m");
        service.Pod("worker-0").Add(At(1), "w");

        Assert.Equal(["m", "w"], (await service.ReadAsync()).Select(l => l.Text));
        Assert.Equal("w", Assert.Single(await service.ReadAsync(new() { Node = "worker-0" })).Text);
        var e = await Assert.ThrowsAsync<JobException>(() => service.ReadAsync(new() { Node = "worker-1", Follow = true }));
        Assert.Contains("no node \"worker-1\". Its nodes: master-0, worker-0.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pods_of_a_node_are_read_one_after_the_other()
    {
        using var service = new LogService().At(0, "Running").At(30, "Restarting").At(40, "Running").At(70, "Succeeded");
        var first = service.Pod("worker-0", 0, end: 30);
        first.Add(At(1), "a");
        first.Add(At(29), "same", TimeSpan.FromSeconds(5));
        var second = service.Pod("worker-0", 33);
        second.Add(At(34), "same");
        second.Add(At(69), LogService.EndOf());

        var lines = await service.ReadAsync();

        Assert.Equal(["a", "same", "same"], lines.Select(l => l.Text));
        Assert.Equal(["a", "same", "same"], (await service.ReadAsync(s_now)).Select(l => l.Text));
    }

    [Fact]
    public async Task A_program_that_is_started_again_in_its_pod_is_read_on()
    {
        using var service = new LogService().At(0, "Running").At(50, "Succeeded");
        var log = service.Pod("worker-0");
        log.Add(At(5), "first");
        log.Add(At(6), LogService.EndOf(code: 137));
        log.Add(At(30), "second");
        log.Add(At(49), LogService.EndOf());

        Assert.Equal(["first", "second"], (await service.ReadAsync()).Select(l => l.Text));
        Assert.InRange(service.Clock.GetUtcNow(), At(50), At(56));
    }

    [Fact]
    public async Task Since_and_until_leave_out_the_rest_and_following_ends_with_until()
    {
        using var service = new LogService().At(0, "Running").At(1000, "Succeeded");
        var log = service.Pod("worker-0");
        for (var i = 0; i < 100; i++) log.Add(At(i), $"line {i}");

        var some = await service.ReadAsync(new() { Since = At(10), Until = At(13), Follow = true });

        Assert.Equal(["line 10", "line 11", "line 12"], some.Select(l => l.Text));
        Assert.InRange(service.Clock.GetUtcNow(), At(13), At(35));
        service.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(["line 98", "line 99"], (await service.ReadAsync(new() { Since = At(98) })).Select(l => l.Text));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    public async Task A_pod_that_came_after_the_end_that_is_asked_for_has_no_lines_and_is_not_asked(int? tail)
    {
        using var service = new LogService().At(0, "Running").At(1000, "Succeeded");
        service.Pod("worker-0").Add(At(1), "one");
        service.Pod("worker-1", 500).Add(At(501), "two");
        service.Clock.Advance(TimeSpan.FromSeconds(2000));

        Assert.Equal("one", Assert.Single(await service.ReadAsync(new() { Until = At(300), Tail = tail })).Text);
        Assert.DoesNotContain(service.Sent, s => s.Query.GetValueOrDefault("PodUid") == "worker-1-uid-0");
    }

    [Fact]
    public async Task The_parts_of_a_line_that_goes_back_to_its_start_replace_each_other()
    {
        using var service = new LogService().At(0, "Running").At(9, "Succeeded");
        service.Pod("worker-0").Add(At(1), "1 %\r2 %\r100 %\r");

        var lines = await service.ReadAsync();

        Assert.Equal([("1 %", true), ("2 %", true), ("100 %", false)], lines.Select(l => (l.Text, l.IsReplaced)));
        Assert.Equal([false, false, true], lines.Select(l => l.Position is not null));
    }

    [Fact]
    public async Task A_time_that_cannot_be_read_in_full_is_named()
    {
        using var service = new LogService().At(0, "Running").At(100, "Succeeded");
        var log = service.Pod("worker-0");
        log.Add(At(2), "before");
        for (var i = 0; i < 2500; i++) log.Add(At(3), "burst");
        log.Add(At(8), "after");

        var lines = await service.ReadAsync();

        Assert.Equal(["before", "Some"], lines.Take(2).Select(l => l.Text.Split(' ')[0]));
        Assert.Equal("after", lines[^1].Text);
        Assert.Equal(2000, lines.Count(l => l.Text == "burst"));
        var missing = Assert.Single(lines, l => l.Stream == LogStream.System);
        Assert.Equal(
            "Some lines are missing from here on: PAI-DLC does not give all that worker-0 wrote at 2026-01-15 08:00:20 UTC.", missing.Text);
    }

    [Theory]
    [InlineData("test:1")]
    [InlineData("dlc:dlc2:worker-0/=1.2.3")]
    [InlineData("dlc:dlc1:worker-0/=1.2")]
    [InlineData("dlc:dlc1:worker-0/=1.2.x")]
    public async Task A_position_of_another_log_is_refused(string position)
    {
        using var service = new LogService().At(0, "Running");

        var e = await Assert.ThrowsAsync<ArgumentException>(() => service.ReadAsync(new() { After = new(position) }));

        Assert.Contains(position, e.Message, StringComparison.Ordinal);
        Assert.Empty(service.Sent);
    }

    [Fact]
    public async Task Each_pod_is_asked_for_by_its_id_and_with_a_number_of_lines()
    {
        using var service = new LogService().At(0, "Running").At(9, "Succeeded");
        service.Pod("worker-0");

        await service.ReadAsync(s_now);

        var query = service.Sent[^1].Query;
        Assert.Equal(("worker-0-uid-0", "2000", "2026-01-15T07:59:17Z"), (query["PodUid"], query["MaxLines"], query["StartTime"]));
        Assert.False(query.ContainsKey("EndTime"));
    }
}
