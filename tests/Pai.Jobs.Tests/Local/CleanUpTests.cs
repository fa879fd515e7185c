using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

public class CleanUpTests
{
    private static JobCleanUpOptions Everything => new() { OlderThan = TimeSpan.Zero };

    /// <summary>A clock that is ahead, so that every run ended a while ago.</summary>
    private static FakeTimeProvider Later(TimeSpan time) => new(DateTimeOffset.UtcNow + time);

    private static string[] RunsOf(LocalHarness local) =>
        [.. Directory.EnumerateFileSystemEntries(local.Backend.RunsDirectory).Select(p => Path.GetFileName(p)).Order()];

    private static async Task<List<string>> RunAsync(LocalHarness local, int count)
    {
        var ids = new List<string>();
        for (var i = 0; i < count; i++) ids.Add((await local.RunAsync(LocalHarness.Job("true"))).Id);
        return ids;
    }

    [Fact]
    public async Task Old_runs_are_deleted_and_young_ones_kept()
    {
        await using var local = new LocalHarness();
        var old = await RunAsync(local, 2);
        await using var month = local.Open(Later(TimeSpan.FromDays(31)));
        await using var day = local.Open(Later(TimeSpan.FromDays(1)));

        Assert.Empty(await day.CleanUpAsync());
        Assert.Equal(old.Order(), (await month.CleanUpAsync()).Order());
        Assert.Empty(RunsOf(local));
    }

    [Fact]
    public async Task The_newest_runs_are_kept_when_asked()
    {
        var clock = Later(TimeSpan.Zero);
        await using var local = new LocalHarness();
        await using var later = local.Open(clock);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await local.SubmitAsync(LocalHarness.Job("true"), later)).Id);
            await local.WaitAsync(ids[i]);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal([ids[0]], await later.CleanUpAsync(new() { OlderThan = TimeSpan.Zero, KeepLast = 2 }));
        Assert.Equal(ids[1..], RunsOf(local));
    }

    [Fact]
    public async Task A_run_that_has_not_ended_is_never_deleted()
    {
        await using var local = new LocalHarness();
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("echo running; read -r word </ml/output/gate/go"), outputs: [local.Gate()]))).Id;
        await local.WaitForLineAsync(id, "running");
        await using var later = local.Open(Later(TimeSpan.FromDays(1000)));

        Assert.Empty(await later.CleanUpAsync(Everything));
        var refused = await Assert.ThrowsAsync<JobException>(() => later.Backend.DeleteAsync(id, local.Timeout));
        Assert.Contains("has not ended", refused.Message, StringComparison.Ordinal);

        await local.OpenGateAsync();
        await local.AssertSucceededAsync(await local.WaitAsync(id));
        await later.Backend.DeleteAsync(id, local.Timeout);
        Assert.Empty(RunsOf(local));
        await Assert.ThrowsAsync<JobNotFoundException>(() => later.Backend.DeleteAsync(id, local.Timeout));
    }

    [Fact]
    public async Task A_dry_run_tells_and_deletes_nothing()
    {
        await using var local = new LocalHarness();
        var ids = await RunAsync(local, 1);
        await using var later = local.Open(Later(TimeSpan.FromDays(31)));

        Assert.Equal(ids, await later.CleanUpAsync(new() { DryRun = true }));
        Assert.Equal(ids, RunsOf(local));
    }

    [Theory]
    [InlineData(LocalIsolation.Auto)]
    [InlineData(LocalIsolation.Process)]
    public async Task Folders_without_permissions_and_links_are_deleted_and_what_links_lead_to_is_not(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var kept = local.Write("data/kept.txt", "kept");
        var id = (await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell(
                "mkdir -p /ml/output/out/deep/er; echo x >/ml/output/out/deep/er/f;"
                + $" ln -s '{local.In("data")}' /ml/output/out/link; chmod 0 /ml/output/out/deep/er /ml/output/out/deep"),
            inputs: [LocalHarness.Input("data", local.In("data"))],
            outputs: [LocalHarness.Output("out")]))).Id;

        await local.Backend.DeleteAsync(id, local.Timeout);

        Assert.Empty(RunsOf(local));
        Assert.Equal("kept", File.ReadAllText(kept));
    }

    [Fact]
    public async Task What_killed_processes_left_behind_goes_and_what_others_just_prepare_stays()
    {
        await using var local = new LocalHarness();
        foreach (var name in (string[])[".staging-local-1", ".trash-local-1", ".staging-local-2", ".other"])
            Directory.CreateDirectory(Path.Combine(local.Backend.RunsDirectory, name, "ml"));
        foreach (var name in (string[])[".staging-local-1", ".trash-local-1", ".other"])
            Directory.SetLastWriteTimeUtc(Path.Combine(local.Backend.RunsDirectory, name), DateTime.UtcNow.AddDays(-2));

        Assert.Empty(await local.Session.CleanUpAsync());

        Assert.Equal([".other", ".staging-local-2"], RunsOf(local));
    }

    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task Two_can_clean_up_at_the_same_time()
    {
        await using var local = new LocalHarness();
        var ids = await RunAsync(local, 10);
        await using var later = local.Open(Later(TimeSpan.FromDays(1)));

        var deleted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => later.CleanUpAsync(Everything)));

        Assert.Equal(ids.Order(), deleted.SelectMany(d => d).Order());
        Assert.Empty(RunsOf(local));
    }

    [Fact]
    public async Task Cleaning_up_where_nothing_ever_ran_does_nothing()
    {
        await using var local = new LocalHarness();

        Assert.Empty(await local.Session.CleanUpAsync(Everything));
    }
}
