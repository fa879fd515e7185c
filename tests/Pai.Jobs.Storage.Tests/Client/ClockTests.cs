using System.Net;

namespace Pai.Jobs.Storage.Tests;

public class ClockTests
{
    private static readonly TimeSpan s_skew = TimeSpan.FromHours(2);

    [Theory]
    [InlineData("RequestTimeTooSkewed")]
    [InlineData("AccessDenied")]
    public async Task A_wrong_clock_is_corrected_once_and_for_all_requests(string code)
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.Forbidden, code, "", Date(s_skew)))
            .Then(Answers.Status(HttpStatusCode.NoContent))
            .Then(Answers.Status(HttpStatusCode.NoContent));

        await harness.Client.DeleteAsync(ClientHarness.Object());
        harness.Time.Advance(TimeSpan.FromSeconds(1));
        await harness.Client.DeleteAsync(ClientHarness.Object());

        Assert.Equal(
            ["20260115T080000Z", "20260115T100000Z", "20260115T100001Z"], harness.Handler.Sent.Select(s => s.Headers["x-oss-date"]));
    }

    [Fact]
    public async Task The_time_in_the_error_counts_where_there_is_no_date()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.Forbidden, "RequestTimeTooSkewed", "<ServerTime>2026-01-15T06:00:00.000Z</ServerTime>"))
            .Then(Answers.Status(HttpStatusCode.NoContent));

        await harness.Client.DeleteAsync(ClientHarness.Object());

        Assert.Equal("20260115T060000Z", harness.Handler.Sent[1].Headers["x-oss-date"]);
    }

    [Fact]
    public async Task A_service_that_stays_unsatisfied_is_asked_twice()
    {
        using var harness = new ClientHarness();
        harness.Handler.Otherwise = _ => Answers.Error(
            HttpStatusCode.Forbidden, "RequestTimeTooSkewed", "", Date(s_skew));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.DeleteAsync(ClientHarness.Object()));

        Assert.Equal(2, harness.Handler.Sent.Count);
        Assert.Contains("The clock of this machine is 2:00:00 behind the service's", e.Message);
    }

    [Fact]
    public async Task A_refusal_at_the_right_time_is_not_repeated()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Error(HttpStatusCode.Forbidden, "AccessDenied", "", Date(TimeSpan.FromMinutes(4))));

        await Assert.ThrowsAsync<OssException>(() => harness.Client.DeleteAsync(ClientHarness.Object()));

        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task A_presigned_location_has_the_corrected_time()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.Forbidden, "RequestTimeTooSkewed", "", Date(s_skew)))
            .Then(Answers.Status(HttpStatusCode.NoContent));
        await harness.Client.DeleteAsync(ClientHarness.Object());

        var location = await harness.Client.PresignGetAsync(ClientHarness.Object("a b"), TimeSpan.FromMinutes(15));

        Assert.Contains("x-oss-date=20260115T100000Z", location.OriginalString);
        Assert.Contains("x-oss-expires=900", location.OriginalString);
        Assert.StartsWith("https://examplebucket.oss-cn-hangzhou.aliyuncs.com/a%20b?", location.OriginalString);
    }

    private static (string, string) Date(TimeSpan skew) => ("Date", (ClientHarness.Start + skew).ToString("r"));
}
