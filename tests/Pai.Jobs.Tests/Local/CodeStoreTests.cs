using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

/// <summary>The archives of code that runs share.</summary>
public class CodeStoreTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    private static string[] StoreOf(string runs) => Directory.Exists(Path.Combine(runs, ".code"))
        ? [.. Directory.EnumerateFileSystemEntries(Path.Combine(runs, ".code")).Select(p => Path.GetFileName(p)).Order()]
        : [];

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Runs_of_the_same_code_share_one_archive_outside_of_their_folders_and_ml(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        local.Write("src/main.sh", "cat data; echo changed >data; find /ml -name '*.tar.gz' 2>/dev/null");
        local.Write("src/data", "original\n");
        var job = LocalHarness.Job(JobCommand.Shell("sh main.sh"), local.In("src"));

        var first = await local.RunAsync(job);
        Assert.Equal(["original"], await local.LogAsync(first.Id));
        var archive = Assert.Single(StoreOf(local.Backend.RunsDirectory));
        var file = Path.Combine(local.Backend.RunsDirectory, ".code", archive, "code.tar.gz");
        // Marked, without a change of what is in it: a second archive in its place would show.
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[4] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        var second = await local.RunAsync(job);

        Assert.Equal(["original"], await local.LogAsync(second.Id));
        Assert.Equal([archive], StoreOf(local.Backend.RunsDirectory));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(file));
        Assert.Equal("sha256-" + (await CodeArchive.PlanAsync(local.In("src"))).Sha256, archive);
        var record = await File.ReadAllTextAsync(Path.Combine(local.Backend.RunsDirectory, first.Id, "run.json"));
        Assert.Contains(archive["sha256-".Length..], record, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(
            Path.Combine(local.Backend.RunsDirectory, second.Id), "*.tar.gz", SearchOption.AllDirectories));
    }

    [NamespaceFact]
    public async Task A_job_in_a_namespace_cannot_change_the_archive_that_others_share()
    {
        // Outside /tmp, where the sandbox has a folder of its own.
        var runs = Directory.CreateDirectory("/var/tmp/pai-jobs-code-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            await using var local = new LocalHarness(LocalIsolation.Namespace, o => o.RunsDirectory = runs);
            local.Write(
                "src/main.sh",
                $"for f in /tmp/.pai-jobs/code/code.tar.gz {runs}/.code/*/code.tar.gz;"
                + " do [ -e $f ] || echo missing; (echo x >>$f) 2>/dev/null || echo protected; done");

            Assert.Equal(
                ["protected", "protected"],
                await local.OutputOfAsync(LocalHarness.Job(JobCommand.Shell("sh main.sh"), local.In("src"))));
        }
        finally
        {
            RunDeletion.Delete(runs);
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task An_archive_that_was_damaged_fails_the_job_and_says_so(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var job = LocalHarness.Job(JobCommand.Shell("echo ran"), Path.GetDirectoryName(local.Write("src/main.sh", "x")));
        await local.RunAsync(job);
        var file = Path.Combine(local.Backend.RunsDirectory, ".code", Assert.Single(StoreOf(local.Backend.RunsDirectory)), "code.tar.gz");
        await File.WriteAllBytesAsync(file, []);

        var state = await local.RunAsync(job);

        Assert.Equal((JobStatus.Failed, "CodeNotUnpacked"), (state.Status, state.ReasonCode));
        Assert.Empty(await local.LogAsync(state.Id));
        Assert.Contains(await local.LogAsync(state.Id, LogStream.StandardError), l => l.Contains("SHA-256", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_that_add_the_same_code_at_once_end_up_with_one_archive()
    {
        using var temp = new TempFolder();
        temp.Write("src/main.sh", "x");

        var prepared = await CodeArchive.PlanAsync(temp.In("src"));

        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() =>
            CodeStore.AddAsync(temp.In("runs"), temp.In("src"), prepared, TimeProvider.System, default))));

        Assert.Equal(["sha256-" + prepared.Sha256], StoreOf(temp.In("runs")));
        Assert.True(CodeStore.Has(temp.In("runs"), prepared.Sha256));
    }

    [Fact]
    public async Task Code_that_changed_since_it_was_prepared_is_refused_and_leaves_nothing()
    {
        using var temp = new TempFolder();
        temp.Write("src/main.sh", "x");
        var prepared = await CodeArchive.PlanAsync(temp.In("src"));
        temp.Write("src/main.sh", "changed");

        var e = await Assert.ThrowsAsync<CodeArchiveException>(() =>
            CodeStore.AddAsync(temp.In("runs"), temp.In("src"), prepared, TimeProvider.System, default));

        Assert.Contains("main.sh", e.Message, StringComparison.Ordinal);

        Assert.Empty(StoreOf(temp.In("runs")));
    }

    [Fact]
    public async Task Archives_go_when_no_run_refers_to_them_and_they_are_a_day_old()
    {
        await using var local = new LocalHarness();
        local.Write("a/main.sh", "a");
        local.Write("b/main.sh", "b");
        var a = await local.RunAsync(LocalHarness.Job(JobCommand.Shell("true"), local.In("a")));
        var b = await local.RunAsync(LocalHarness.Job(JobCommand.Shell("true"), local.In("b")));
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var session = PaiSession.CreateDefault(b =>
        {
            b.TimeProvider = clock;
            b.UseLocal(new() { RunsDirectory = local.Backend.RunsDirectory });
        });
        var later = session.Backend;
        async Task<int> CleanAsync()
        {
            await session.CleanUpAsync(cancellationToken: local.Timeout);
            return StoreOf(local.Backend.RunsDirectory).Length;
        }

        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(2, await CleanAsync());
        await later.DeleteAsync(a.Id, local.Timeout);
        Assert.Equal(1, await CleanAsync());
        await later.DeleteAsync(b.Id, local.Timeout);
        // Used again just now, by a run that is not there yet.
        await CodeStore.AddAsync(
            local.Backend.RunsDirectory, local.In("b"), await CodeArchive.PlanAsync(local.In("b")), clock, local.Timeout);
        Assert.Equal(1, await CleanAsync());
        clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(0, await CleanAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(local.Backend.RunsDirectory));
    }
}
