using System.Net;

namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Throttling by the limits of the service.</summary>
public sealed class RateLimitTests : PaiTest
{
    protected override bool LimitsRates => true;

    [Fact]
    public async Task Each_operation_has_a_limit_in_a_second()
    {
        Clock.Advance(Seconds(0.75));
        for (var i = 0; i < 100; i++) Assert.Equal(HttpStatusCode.OK, (await SendAsync(ListJobs())).Status);
        var throttled = await SendAsync(ListJobs());
        Assert.Equal((HttpStatusCode.TooManyRequests, "Throttling.User"), (throttled.Status, CodeOf(throttled)));
        Assert.Equal("250", throttled["x-acs-retry-after"]);
        Assert.StartsWith("dlc", await Dlc.CreateJobAsync(Job()));
        Clock.Advance(Seconds(0.25));
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(ListJobs())).Status);
    }

    [Fact]
    public async Task Too_many_jobs_in_a_second_are_refused()
    {
        for (var i = 0; i < 150; i++) await Dlc.CreateJobAsync(Job());
        Assert.Equal(PaiServiceErrorKind.Throttled, (await RefusedAsync(() => Dlc.CreateJobAsync(Job()))).Kind);
        Assert.Equal(150, Emulator.Dlc.Jobs.Count);
    }
}
