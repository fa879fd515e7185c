using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>Uploads of earlier jobs are removed, and nothing that is used or not ours.</summary>
public class CleanUpStorageTests
{
    [Theory]
    [InlineData("Running")]
    [InlineData("Restarting")]
    [InlineData("AStatusOfTomorrow")]
    public async Task What_no_job_uses_for_long_is_told_and_then_removed(string statusOfLive)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var harness = await DlcHarness.StartAsync(clock);
        harness.Write("code/train.py", "print(1)");
        harness.Write("kept/train.py", "print(2)");
        harness.Write("live/train.py", "print(3)");
        harness.Bucket.Put("pai/processing_src/own/train.py", "x"u8.ToArray());
        harness.Emulator.Dlc.OnCreate(job => job.DisplayName == "live" ? new EmulatedJob().At(TimeSpan.Zero, statusOfLive) : null);
        await SubmitAsync("old", "code", harness.Write("in/a.txt", "a"));
        await SubmitAsync("live", "live", null);
        await SubmitAsync("earlier", "kept", null);
        clock.Advance(TimeSpan.FromDays(20));
        await SubmitAsync("renewed", "kept", null);
        clock.Advance(TimeSpan.FromDays(20));
        var before = harness.Bucket.Keys;

        var told = await harness.Session.CleanUpStorageAsync(cancellationToken: harness.Timeout);
        Assert.Equal(before, harness.Bucket.Keys);
        var removed = await harness.Session.CleanUpStorageAsync(new() { DryRun = false }, harness.Timeout);

        Assert.Equal(told, removed);
        var left = harness.Bucket.Keys;
        Assert.Equal(2, left.Count(k => k.EndsWith("/code.tar.gz", StringComparison.Ordinal)));
        Assert.Contains("pai/processing_src/own/train.py", left);
        Assert.DoesNotContain(left, k => k.StartsWith("pai/input_data/", StringComparison.Ordinal));
        Assert.Equal(2, left.Count(k => k.EndsWith("/config/job.json", StringComparison.Ordinal)));
        Assert.Equal(4, left.Count(k => k.EndsWith("/model/", StringComparison.Ordinal)));
        Assert.Empty(await harness.Session.CleanUpStorageAsync(new() { DryRun = false }, harness.Timeout));

        Task SubmitAsync(string name, string code, string? data) => new TrainJob { Data = data }.SubmitAsync(
            harness.Session,
            new() { JobName = name, SourceDir = Path.Combine(harness.Folder, code), LogWriter = TextWriter.Null },
            harness.Timeout);
    }

    [Fact]
    public async Task Less_than_a_day_is_refused()
    {
        await using var harness = await DlcHarness.StartAsync();

        var e = await Assert.ThrowsAsync<ArgumentException>(
            () => harness.Session.CleanUpStorageAsync(new() { OlderThan = TimeSpan.FromHours(1) }, harness.Timeout));

        Assert.Contains("at least a day", e.Message, StringComparison.Ordinal);
    }
}
