using System.Net;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Reading logs while the service fails, and what it costs the service.</summary>
public class DlcLogsFaultTests
{
    private static DateTimeOffset At(double seconds) => LogService.Start.AddSeconds(seconds);

    public static TheoryData<HttpStatusCode, string> Passing => new()
    {
        { HttpStatusCode.TooManyRequests, "Throttling.User" },
        { HttpStatusCode.ServiceUnavailable, "ServiceUnavailable" },
        { HttpStatusCode.InternalServerError, "InternalError" },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task A_failure_that_passes_ends_no_reading(HttpStatusCode status, string code)
    {
        using var service = Job();
        var random = new Random(1);
        service.Fault = (_, _) => Task.FromResult(random.Next(2) == 0 ? Answers.Error(status, code) : null);

        var lines = await service.ReadAsync();

        Assert.Equal(Enumerable.Range(0, 30).Select(i => $"line {i}"), lines.Select(l => l.Text));
    }

    [Fact]
    public async Task A_connection_that_breaks_and_an_answer_of_a_proxy_end_no_reading()
    {
        using var service = Job();
        var count = 0;
        service.Fault = (_, _) => (count++ % 3) switch
        {
            0 => Task.FromException<HttpResponseMessage?>(new HttpRequestException("no network")),
            1 => Task.FromResult<HttpResponseMessage?>(Answers.Json("<html>")),
            _ => Task.FromResult<HttpResponseMessage?>(null),
        };

        Assert.Equal(30, (await service.ReadAsync()).Count);
    }

    [Theory]
    [InlineData("GetJob")]
    [InlineData("GetPodLogs")]
    public async Task A_failure_that_lasts_is_said_once_and_that_it_is_over(string failing)
    {
        using var service = Job();
        service.Fault = (operation, _) => Task.FromResult(
            operation == failing && service.Clock.GetUtcNow() is var now && now > At(10) && now < At(400)
                ? Answers.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")
                : null);

        var lines = await service.ReadAsync();

        var said = lines.Where(l => l.Stream == LogStream.System).Select(l => l.Text).ToList();
        Assert.Equal(2, said.Count);
        Assert.StartsWith("The log cannot be read since 08:00:", said[0], StringComparison.Ordinal);
        Assert.Contains(Answers.RequestId, said[0], StringComparison.Ordinal);
        Assert.Equal("The log can be read again.", said[1]);
        Assert.Equal(30, lines.Count - 2);
        // The pause grows to half a minute.
        Assert.InRange(service.Sent.Count(s => s.Operation == failing && s.Time > At(10) && s.Time < At(400)), 10, 25);
    }

    [Fact]
    public async Task Without_following_a_failure_that_lasts_a_minute_is_thrown()
    {
        using var service = Job();
        service.Fault = (_, _) => Task.FromResult<HttpResponseMessage?>(
            Answers.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable"));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => service.ReadAsync(new()));

        Assert.Equal(PaiServiceErrorKind.Unavailable, e.Kind);
        Assert.InRange(service.Clock.GetUtcNow(), At(60), At(95));
    }

    [Fact]
    public async Task A_refusal_is_thrown_at_once()
    {
        using var service = Job();
        service.Fault = (operation, _) => Task.FromResult(
            operation == "GetPodLogs" ? Answers.Error(HttpStatusCode.Forbidden, "Forbidden.RAM") : null);

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => service.ReadAsync());

        Assert.Equal("paidlc:GetPodLogs", e.MissingAction);
    }

    [Fact]
    public async Task A_log_that_grows_is_looked_at_every_second_and_a_silent_one_less()
    {
        using var service = new LogService().At(0, "Running").At(400, "Succeeded");
        var log = service.Pod("worker-0");
        for (var i = 0; i < 100; i++) log.Add(At(i), $"line {i}");

        await service.ReadAsync();

        Assert.InRange(service.Sent.Count(s => s.Operation == "GetPodLogs" && s.Time < At(100)), 90, 110);
        Assert.InRange(service.Sent.Count(s => s.Operation == "GetPodLogs" && s.Time > At(110) && s.Time < At(400)), 50, 70);
        Assert.InRange(service.CallsOf("GetJob"), 60, 90);
    }

    [Fact]
    public async Task All_readers_share_twenty_calls_in_a_second()
    {
        using var service = new LogService().At(0, "Running").At(3, "Succeeded");
        for (var i = 0; i < 150; i++) service.Pod($"worker-{i}").Add(At(1), "one");

        var lines = await service.ReadAsync();

        Assert.Equal(150, lines.Count);
        foreach (var group in service.Sent.Skip(20).GroupBy(s => s.Time.ToUnixTimeSeconds())) Assert.InRange(group.Count(), 1, 21);
    }

    [Fact]
    public async Task A_budget_saves_up_one_second()
    {
        var clock = new JumpingClock(LogService.Start);
        var budget = new CallBudget(20, clock);
        for (var i = 0; i < 20; i++) await budget.WaitAsync(default);
        Assert.Equal(LogService.Start, clock.GetUtcNow());

        for (var i = 0; i < 40; i++) await budget.WaitAsync(default);
        Assert.Equal(LogService.Start.AddSeconds(2), clock.GetUtcNow());

        clock.Advance(TimeSpan.FromHours(1));
        var later = clock.GetUtcNow();
        for (var i = 0; i < 20; i++) await budget.WaitAsync(default);
        Assert.Equal(later, clock.GetUtcNow());
        await budget.WaitAsync(default);
        Assert.Equal(later.AddMilliseconds(50), clock.GetUtcNow());
    }

    /// <summary>A job that writes a line each second.</summary>
    private static LogService Job()
    {
        var service = new LogService().At(0, "Running").At(30, "Succeeded");
        var log = service.Pod("worker-0");
        for (var i = 0; i < 30; i++) log.Add(At(i), $"line {i}");
        log.Add(At(29.5), LogService.EndOf());
        return service;
    }
}
