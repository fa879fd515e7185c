using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

public class JobMarkerTests
{
    [Theory]
    [InlineData("job_1")]
    [InlineData("with:colons::in it")]
    [InlineData("job-marker:k3x9a2bd:1:x")]
    [InlineData("日本 \"job\"\n")]
    public void A_marker_is_read_back_from_its_string(string name)
    {
        var now = new DateTimeOffset(2026, 12, 1, 2, 3, 4, TimeSpan.FromHours(8)).AddTicks(56_789);
        var marker = JobMarker.Create(name, new FakeTimeProvider(now));

        Assert.Equal(marker, JobMarker.Parse(marker.ToString()));
        Assert.Equal(name, marker.JobName);
        Assert.Equal(TimeSpan.Zero, marker.CreatedAt.Offset);
        Assert.Equal(now, marker.CreatedAt, TimeSpan.FromMilliseconds(1));
        Assert.NotEqual(marker.Tag, JobMarker.Create(name, new FakeTimeProvider(now)).Tag);
    }

    [Fact]
    public void The_string_has_a_fixed_form() => Assert.Equal(
        new JobMarker { JobName = "weather_1", CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(1796083200000), Tag = "k3x9a2bd" },
        JobMarker.Parse("job-marker:k3x9a2bd:1796083200000:weather_1"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("job-marker")]
    [InlineData("job-marker:::")]
    [InlineData("job-marker:k3x9a2bd:1796083200000")]
    [InlineData("job-marker:k3x9a2bd:1796083200000:")]
    [InlineData(" job-marker:k3x9a2bd:1796083200000:x")]
    [InlineData("Job-Marker:k3x9a2bd:1796083200000:x")]
    [InlineData("job-marker:k3x9a2b:1796083200000:x")]
    [InlineData("job-marker:k3x9a2bdd:1796083200000:x")]
    [InlineData("job-marker:K3X9A2BD:1796083200000:x")]
    [InlineData("job-marker:../../..:1796083200000:x")]
    [InlineData("job-marker:k3x9a2bd:-1:x")]
    [InlineData("job-marker:k3x9a2bd:+1:x")]
    [InlineData("job-marker:k3x9a2bd: 1:x")]
    [InlineData("job-marker:k3x9a2bd:1e3:x")]
    [InlineData("job-marker:k3x9a2bd:1,000:x")]
    [InlineData("job-marker:k3x9a2bd:253402300800000:x")]
    [InlineData("job-marker:k3x9a2bd:99999999999999999999:x")]
    [InlineData("local-20200101000000-abcdefgh")]
    public void What_is_not_a_marker_is_refused_with_what_one_is_like(string? text)
    {
        Assert.False(JobMarker.TryParse(text, out var marker));
        Assert.Null(marker);
        if (text is null) return;
        var message = Assert.Throws<FormatException>(() => JobMarker.Parse(text)).Message;
        Assert.Contains(text, message, StringComparison.Ordinal);
        Assert.Contains("job-marker:", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_of_this_machine_is_found_by_its_marker()
    {
        await using var local = new LocalHarness();
        var prepared = await local.PrepareAsync(LocalHarness.Job("true"));
        Assert.Null(await local.Backend.FindAsync(prepared.Marker, local.Timeout));
        await local.RunAsync(LocalHarness.Job("true"));
        var submitted = await local.Backend.SubmitAsync(prepared, cancellationToken: local.Timeout);
        await local.RunAsync(LocalHarness.Job("true"));

        Assert.Equal(submitted.Id, (await local.Backend.FindAsync(prepared.Marker, local.Timeout))?.Id);
        await using var other = local.Open();
        Assert.Equal(submitted.Id, (await other.AttachAsync(prepared.Marker.ToString(), local.Timeout)).Id);
    }

    [Fact]
    public async Task A_marker_of_another_submission_finds_no_job_of_the_same_name()
    {
        await using var local = new LocalHarness();
        var job = await local.RunAsync(LocalHarness.Job("true"));
        var marker = JobMarker.Create(job.Name, TimeProvider.System);

        Assert.Null(await local.Backend.FindAsync(marker, local.Timeout));
        var missing = await Assert.ThrowsAsync<JobNotFoundException>(() => local.Session.AttachAsync(marker.ToString(), local.Timeout));
        Assert.Equal(marker.ToString(), missing.JobId);
    }
}
