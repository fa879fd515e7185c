using System.Net;
using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Requests that may be repeated.</summary>
public class RetryTests
{
    private static readonly TimeSpan s_skew = TimeSpan.FromHours(2);

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "Throttling.User")]
    [InlineData(HttpStatusCode.TooManyRequests, "Throttling.Api")]
    [InlineData(HttpStatusCode.InternalServerError, "InternalError")]
    [InlineData(HttpStatusCode.BadGateway, "Whatever")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable")]
    [InlineData(HttpStatusCode.RequestTimeout, "RequestTimeout")]
    [InlineData(HttpStatusCode.BadRequest, "SignatureNonceUsed")]
    public async Task A_failure_that_may_pass_is_repeated(HttpStatusCode status, string code)
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Error(status, code)).Then(Answers.Error(status, code)).Then("""{"JobId":"dlc1"}""");

        Assert.Equal("dlc1", (await harness.Dlc.GetJobAsync("dlc1")).JobId);

        Assert.Equal(3, harness.Handler.Sent.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "InvalidParameter")]
    [InlineData(HttpStatusCode.Forbidden, "Forbidden.RAM")]
    [InlineData(HttpStatusCode.BadRequest, "SignatureDoesNotMatch")]
    [InlineData(HttpStatusCode.NotFound, "NotFound")]
    [InlineData(HttpStatusCode.NotImplemented, "NotImplemented")]
    [InlineData(HttpStatusCode.Redirect, "Whatever")]
    public async Task A_refusal_is_not_repeated(HttpStatusCode status, string code)
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Error(status, code, "", Date(TimeSpan.Zero)));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Single(harness.Handler.Sent);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task A_broken_connection_is_followed_by_another_and_the_last_failure_is_thrown()
    {
        using var harness = new ApiHarness(o => o with { MaxAttempts = 3 });
        for (var i = 0; i < 3; i++) harness.Handler.Then(i == 0 ? new IOException("reset") : new HttpRequestException("reset"));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Equal(3, harness.Handler.Sent.Count);
        Assert.Equal((PaiServiceErrorKind.NoAnswer, true, null), (e.Kind, e.IsTransient, e.StatusCode));
        Assert.Equal("GetJob of PAI-DLC failed at https://pai-dlc.cn-hangzhou.aliyuncs.com: the request failed.", e.Message);
    }

    [Fact]
    public async Task Every_try_has_a_new_date_nonce_and_signature()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Tick).Then(Tick).Then("{}");
        HttpResponseMessage Tick(SentRequest _)
        {
            harness.Time.Advance(TimeSpan.FromSeconds(7));
            return Answers.Error(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable");
        }

        await harness.Dlc.GetJobAsync("dlc1");

        Assert.Equal(
            ["2026-01-15T08:00:00Z", "2026-01-15T08:00:07Z", "2026-01-15T08:00:14Z"],
            harness.Handler.Sent.Select(s => s.Headers["x-acs-date"]));
        Assert.Equal(3, harness.Handler.Sent.Select(s => s.Headers["x-acs-signature-nonce"]).Distinct().Count());
        Assert.Equal(3, harness.Handler.Sent.Select(s => s.Headers["Authorization"]).Distinct().Count());
    }

    [Fact]
    public async Task The_pauses_grow_and_end()
    {
        using var harness = new ApiHarness(o => o with { RetryDelay = TimeSpan.FromSeconds(10), MaxAttempts = 6 });
        List<TimeSpan> sent = [];
        harness.Handler.Otherwise = _ =>
        {
            sent.Add(harness.Time.GetUtcNow() - ApiHarness.Start);
            return Answers.Error(HttpStatusCode.InternalServerError, "InternalError");
        };

        await Assert.ThrowsAsync<PaiServiceException>(() => harness.Advance(harness.Dlc.GetJobAsync("dlc1")));

        var pauses = sent.Zip(sent.Skip(1), (a, b) => b - a).ToArray();
        Assert.Equal(5, pauses.Length);
        Assert.All(pauses, p => Assert.InRange(p, TimeSpan.Zero, TimeSpan.FromSeconds(21)));
        Assert.NotEqual(TimeSpan.Zero, sent[^1]);
    }

    [Theory]
    [InlineData("3000", 3, 4)]
    [InlineData("3600000", 20, 21)]
    public async Task The_pause_that_the_service_asks_for_is_kept_up_to_a_limit(string asked, int atLeast, int atMost)
    {
        using var harness = new ApiHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.BadRequest, "Flow.Control", "", ("x-acs-retry-after", asked)))
            .Then("{}");

        await harness.Advance(harness.Dlc.GetJobAsync("dlc1"));

        var waited = DateTimeOffset.Parse(harness.Handler.Sent[1].Headers["x-acs-date"]) - ApiHarness.Start;
        Assert.InRange(waited, TimeSpan.FromSeconds(atLeast), TimeSpan.FromSeconds(atMost));
    }

    [Fact]
    public async Task A_silent_service_is_left_and_asked_again()
    {
        using var harness = new ApiHarness(o => o with { Timeout = TimeSpan.FromSeconds(10), MaxAttempts = 2 });
        harness.Handler.Then(Silence).Then(Silence);

        var call = harness.Dlc.GetJobAsync("dlc1");
        foreach (var count in (int[])[1, 2])
        {
            await harness.SentAsync(count);
            harness.Time.Advance(TimeSpan.FromSeconds(10));
        }

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => call);
        Assert.Equal(2, harness.Handler.Sent.Count);
        Assert.Contains("no answer within 10 s", e.Message);
    }

    [Fact]
    public async Task A_cancelled_call_throws_the_cancellation()
    {
        using var harness = new ApiHarness();
        using var source = new CancellationTokenSource();
        harness.Handler.Then(_ =>
        {
            source.Cancel();
            throw new HttpRequestException("reset");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => harness.Dlc.GetJobAsync("dlc1", cancellationToken: source.Token));

        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task A_silent_service_does_not_hold_a_cancelled_call()
    {
        using var harness = new ApiHarness();
        using var source = new CancellationTokenSource();
        harness.Handler.Then(Silence);
        var call = harness.Dlc.GetJobAsync("dlc1", cancellationToken: source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task A_wrong_clock_is_corrected_once_and_for_all_requests()
    {
        using var harness = new ApiHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.BadRequest, "InvalidTimeStamp.Expired", "", Date(s_skew))).Then("{}").Then("{}");

        await harness.Dlc.GetJobAsync("dlc1");
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        await harness.Dlc.GetJobAsync("dlc1");

        Assert.Equal(
            ["2026-01-15T08:00:00Z", "2026-01-15T10:00:00Z", "2026-01-15T10:00:01Z"],
            harness.Handler.Sent.Select(s => s.Headers["x-acs-date"]));
    }

    [Fact]
    public async Task A_service_that_stays_unsatisfied_with_the_time_is_asked_twice()
    {
        using var harness = new ApiHarness();
        harness.Handler.Otherwise = _ => Answers.Error(HttpStatusCode.BadRequest, "InvalidTimeStamp.Expired", "", Date(s_skew));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Equal(2, harness.Handler.Sent.Count);
        Assert.Contains("The clock of this machine is 2:00:00 behind the service's", e.Message);
    }

    [Fact]
    public async Task A_refusal_of_a_time_that_is_right_is_not_repeated()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(Answers.Error(HttpStatusCode.BadRequest, "InvalidTimeStamp.Format", "", Date(TimeSpan.FromMinutes(4))));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Single(harness.Handler.Sent);
        Assert.EndsWith("Check the clock of this machine.", e.Message);
    }

    [Fact]
    public async Task A_new_access_key_is_tried_once_after_a_refusal_of_the_old_one()
    {
        using var harness = new ApiHarness(credentials: new Replaced(new("STS.old", "secret", "old"), new("STS.new", "secret", "new")));
        harness.Handler.Then(Answers.Error(HttpStatusCode.Forbidden, "InvalidSecurityToken.Expired")).Then("{}");

        await harness.Dlc.GetJobAsync("dlc1");

        Assert.Equal(["old", "new"], harness.Handler.Sent.Select(s => s.Headers["x-acs-security-token"]));
    }

    [Fact]
    public async Task The_same_access_key_is_not_tried_again()
    {
        using var harness = new ApiHarness(credentials: PaiCredentials.FromAccessKey(new("STS.id", "secret", "token")));
        harness.Handler.Then(Answers.Error(HttpStatusCode.Forbidden, "InvalidSecurityToken.Expired"));

        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.GetJobAsync("dlc1"));

        Assert.Single(harness.Handler.Sent);
        Assert.Contains("get a new one", e.Message);
    }

    [Fact]
    public async Task A_stop_whose_answer_was_lost_has_worked_if_the_job_cannot_be_stopped_any_more()
    {
        using var harness = new ApiHarness();
        harness.Handler.Then(new IOException("reset")).Then(Answers.Error(HttpStatusCode.BadRequest, "BadRequest"));

        await harness.Dlc.StopJobAsync("dlc1");

        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task A_deletion_whose_answer_was_lost_has_worked_if_the_job_is_gone()
    {
        using var harness = new ApiHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.BadGateway, "Whatever"))
            .Then(Answers.Error(HttpStatusCode.NotFound, "NotFound"));

        await harness.Dlc.DeleteJobAsync("dlc1");

        harness.Handler
            .Then(Answers.Error(HttpStatusCode.TooManyRequests, "Throttling"))
            .Then(Answers.Error(HttpStatusCode.NotFound, "NotFound"));
        var e = await Assert.ThrowsAsync<PaiServiceException>(() => harness.Dlc.DeleteJobAsync("dlc1"));
        Assert.Equal(PaiServiceErrorKind.NotFound, e.Kind);
    }

    [Fact]
    public async Task Retries_and_a_wrong_clock_are_logged_without_secrets()
    {
        var log = new ListLogger();
        using var harness = new ApiHarness(
            o => o with { Logger = log }, PaiCredentials.FromAccessKey(new("STS.id", "the-secret", "the-token")));
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.BadRequest, "InvalidTimeStamp.Expired", "", Date(s_skew)))
            .Then(Answers.Error(HttpStatusCode.TooManyRequests, "Throttling.User"))
            .Then("{}");

        await harness.Dlc.GetJobAsync("dlc1");

        Assert.Equal(2, log.Lines.Count);
        Assert.Equal(
            "Warning: This machine's clock differs from that of PAI-DLC by 02:00:00. "
            + "Requests are signed with the service's time from now on.",
            log.Lines[0]);
        Assert.StartsWith("Information: Try 1 failed; the next in ", log.Lines[1]);
        Assert.Contains("GetJob of PAI-DLC failed: 429 Throttling.User", log.Lines[1]);
        Assert.All(log.Lines, line => Assert.DoesNotContain("the-", line));
    }

    private static async Task<HttpResponseMessage> Silence(SentRequest sent, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException(sent.Uri);
    }

    private static (string, string) Date(TimeSpan skew) => ("Date", (ApiHarness.Start + skew).ToString("r"));

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }

    /// <summary>Gives one key once, and another from then on.</summary>
    private sealed class Replaced(PaiAccessKey first, PaiAccessKey then) : PaiCredentials
    {
        private int _count;

        public override ValueTask<PaiAccessKey> GetAsync(CancellationToken cancellationToken) => new(_count++ == 0 ? first : then);
    }
}
