using System.Net;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Hosting.Tests;

public class HealthCheckTests
{
    private static readonly Action<PaiSessionBuilder, IServiceProvider> s_dlc = (builder, services) =>
    {
        StubHandler.Configure(builder, services);
        (builder.Backend, builder.Region, builder.WorkspaceId) = ("dlc", "cn-beijing", "42");
    };

    private static async Task<HealthReport> CheckAsync(
        Action<PaiSessionBuilder, IServiceProvider> configure, StubHandler? handler = null, TimeProvider? clock = null)
    {
        var services = new ServiceCollection();
        services.AddLogging().AddPaiJobs(configure);
        if (clock is not null) services.AddSingleton(clock);
        if (handler is not null)
            services.AddHttpClient(PaiJobsOptions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => handler);
        services.AddHealthChecks().AddPaiJobs(tags: ["ready"], timeout: TimeSpan.FromSeconds(7));
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }

    private static StubHandler Answering(HttpStatusCode status, string json) => new(_ => Task.FromResult(new HttpResponseMessage(status)
    {
        Content = new StringContent(json, Encoding.UTF8, "application/json"),
    }));

    [Fact]
    public async Task A_backend_that_answers_is_healthy()
    {
        var report = await CheckAsync((b, _) => b.UseBackend(new TestBackend()));

        var entry = report.Entries["pai-jobs"];
        Assert.Equal((HealthStatus.Healthy, "The backend \"test\" answers."), (entry.Status, entry.Description));
        Assert.Equal(("test", "ready"), (entry.Data["backend"], Assert.Single(entry.Tags)));
    }

    [Fact]
    public async Task The_question_is_one_cheap_request()
    {
        var handler = Answering(HttpStatusCode.OK, """{"Jobs":[],"TotalCount":0}""");

        Assert.Equal(HealthStatus.Healthy, (await CheckAsync(s_dlc, handler)).Status);

        Assert.Equal("/api/v1/jobs", Assert.Single(handler.Sent).AbsolutePath);
    }

    [Fact]
    public async Task A_refusal_is_unhealthy_and_names_the_reason_and_no_secret()
    {
        var handler = Answering(HttpStatusCode.Forbidden, """{"Code":"Forbidden.RAM","Message":"No permission.","RequestId":"r-1"}""");

        var entry = (await CheckAsync(s_dlc, handler)).Entries["pai-jobs"];

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.Contains("Forbidden.RAM", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backend_that_does_not_answer_in_time_is_degraded()
    {
        var clock = new FakeTimeProvider(new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero));
        var handler = new StubHandler(async token =>
        {
            var never = new TaskCompletionSource<HttpResponseMessage>();
            clock.Advance(TimeSpan.FromSeconds(7));
            return await never.Task.WaitAsync(token);
        });

        var entry = (await CheckAsync(s_dlc, handler, clock)).Entries["pai-jobs"];

        Assert.Equal(
            (HealthStatus.Degraded, "The backend \"dlc\" has not answered within 7 seconds."), (entry.Status, entry.Description));
    }

    [Fact]
    public async Task A_session_that_cannot_be_made_is_unhealthy()
    {
        var entry = (await CheckAsync((b, _) => b.Backend = "cloud")).Entries["pai-jobs"];

        Assert.Equal(HealthStatus.Unhealthy, entry.Status);
        Assert.StartsWith("There is no backend \"cloud\"", entry.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_session_has_a_check_of_its_own()
    {
        var services = new ServiceCollection();
        services.AddLogging().AddPaiJobs("a", (b, _) => b.UseBackend(new TestBackend()));
        services.AddPaiJobs("b", (b, _) => b.Backend = "cloud");
        services.AddHealthChecks().AddPaiJobs("a").AddPaiJobs("b", failureStatus: HealthStatus.Degraded);
        await using var provider = services.BuildServiceProvider();

        var report = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(
            [("pai-jobs-a", HealthStatus.Healthy), ("pai-jobs-b", HealthStatus.Degraded)],
            report.Entries.Select(e => (e.Key, e.Value.Status)).Order());
    }
}
