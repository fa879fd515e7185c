using System.Text;
using Pai.Jobs.Internal.Local;
using Pai.Jobs.Storage.Tests.Transfer;

namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>Inputs on OSS of jobs on this machine.</summary>
public class OssInputTests
{
    private const string ReadAll =
        "cd $PAI_INPUT_DATA && find . -type f | LC_ALL=C sort | while read -r f; do echo \"$f $(cat \"$f\")\"; done";

    private static readonly OssUri s_folder = OssUri.Parse("oss://bucket/corpus/");

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static async Task<SessionHarness> StartAsync(
        LocalIsolation isolation = LocalIsolation.Process, Action<LocalBackendOptions>? local = null)
    {
        var harness = await SessionHarness.StartAsync(isolation, local);
        harness.Bucket.Put("corpus/a.txt", Bytes("one"));
        harness.Bucket.Put("corpus/deep/b c.txt", Bytes("two"));
        harness.Bucket.Put("corpus/empty/", Bytes(""));
        harness.Bucket.Put("corpus-of-others/c.txt", Bytes("three"));
        return harness;
    }

    [Theory]
    [InlineData(LocalIsolation.Process)]
    [InlineData(LocalIsolation.Auto)]
    public async Task A_folder_is_there_as_files_and_the_second_run_downloads_nothing(LocalIsolation isolation)
    {
        await using var harness = await StartAsync(isolation);

        Assert.Equal(
            ["./a.txt one", "./deep/b c.txt two", "yes"], await harness.RunAsync(s_folder, ReadAll + "; [ -d empty ] && echo yes"));
        Assert.Equal(2, harness.Downloads);
        Assert.Equal(["./a.txt one", "./deep/b c.txt two"], await harness.RunAsync(s_folder, ReadAll));
        Assert.Equal(2, harness.Downloads);
    }

    [Fact]
    public async Task Without_a_slash_it_is_the_object_or_the_folder_whichever_there_is()
    {
        await using var harness = await StartAsync();

        Assert.Equal(
            ["one a.txt"], await harness.RunAsync("oss://bucket/corpus/a.txt", "echo $(cat $PAI_INPUT_DATA) ${PAI_INPUT_DATA##*/}"));
        Assert.Equal(["./a.txt one", "./deep/b c.txt two"], await harness.RunAsync("oss://bucket/corpus", ReadAll));
    }

    [Theory]
    [InlineData("oss://bucket/corpus/none.txt", "No object")]
    [InlineData("oss://bucket/nothing/", "no object")]
    [InlineData("oss://bucket/twice", "Both an object")]
    [InlineData("oss://other-bucket/x/", "other-bucket")]
    [InlineData("oss://bucket/bad/", "a//b")]
    [InlineData("oss://bucket/nested/", "nested/a")]
    public async Task An_input_that_cannot_be_used_is_a_problem_of_the_plan(string input, string named)
    {
        await using var harness = await StartAsync();
        foreach (var key in (string[])["twice", "twice/a", "bad/a//b", "nested/a", "nested/a/b"]) harness.Bucket.Put(key, Bytes("x"));

        var plan = await new DataJob { Data = OssUri.Parse(input) }.PlanAsync(harness.Session, cancellationToken: harness.Timeout);

        var problem = Assert.Single(plan.Problems);
        Assert.Equal("input \"data\"", problem.Subject);
        Assert.Contains(named, problem.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Cached);
    }

    [Fact]
    public async Task Without_credentials_or_a_region_the_plan_says_what_is_missing()
    {
        await using var harness = await StartAsync();
        await using var session = harness.Open(b => (b.Region, b.OssEndpoint) = (null, null));

        var plan = await new DataJob { Data = s_folder }.PlanAsync(session, cancellationToken: harness.Timeout);

        var problem = Assert.Single(plan.Problems);

        Assert.Contains("region", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_plan_says_how_much_it_is()
    {
        await using var harness = await StartAsync();

        var job = new DataJob(MountAccess.ReadWrite) { Data = s_folder };

        var plan = await job.PlanAsync(harness.Session, cancellationToken: harness.Timeout);

        Assert.Contains(plan.Notes, n => n.Contains("3 objects, 6 bytes", StringComparison.Ordinal));
        Assert.Contains(plan.Notes, n => n.Contains("nothing is written back", StringComparison.Ordinal));
        Assert.Equal(0, harness.Downloads);
    }

    [Fact]
    public async Task A_job_that_writes_to_its_copy_changes_nothing_for_others()
    {
        await using var harness = await StartAsync();

        await harness.RunAsync(s_folder, "echo other >$PAI_INPUT_DATA/a.txt", MountAccess.ReadWrite);

        Assert.Equal(["./a.txt one", "./deep/b c.txt two"], await harness.RunAsync(s_folder, ReadAll));
        Assert.Equal("one", Encoding.UTF8.GetString(harness.Bucket.Read("corpus/a.txt")));
        Assert.Equal(2, harness.Downloads);
    }

    [Fact]
    public async Task What_a_job_without_isolation_has_written_to_is_downloaded_again()
    {
        await using var harness = await StartAsync();

        await harness.RunAsync(s_folder, "chmod u+w $PAI_INPUT_DATA/a.txt; echo bad >$PAI_INPUT_DATA/a.txt");

        Assert.Equal(["./a.txt one", "./deep/b c.txt two"], await harness.RunAsync(s_folder, ReadAll));
        Assert.Equal(3, harness.Downloads);
    }

    [Fact]
    public async Task An_object_that_was_replaced_is_another_input()
    {
        await using var harness = await StartAsync();
        await harness.RunAsync(s_folder, ReadAll);
        harness.Bucket.Put("corpus/a.txt", Bytes("new"));

        Assert.Equal(["./a.txt new", "./deep/b c.txt two"], await harness.RunAsync(s_folder, ReadAll));
        Assert.Equal(3, harness.Downloads);
    }

    [Fact]
    public async Task An_object_that_is_replaced_after_the_plan_is_an_error_and_leaves_no_run()
    {
        await using var harness = await StartAsync();
        var plan = await new DataJob { Data = s_folder }.PlanAsync(harness.Session, cancellationToken: harness.Timeout);
        harness.Bucket.Put("corpus/a.txt", Bytes("changed"));

        var e = await Assert.ThrowsAsync<PaiException>(() => harness.Session.Backend.SubmitAsync(plan, null, harness.Timeout));

        Assert.Contains("corpus/a.txt", e.Message, StringComparison.Ordinal);
        await foreach (var run in harness.Session.Backend.ListAsync(new(), harness.Timeout)) Assert.Fail(run.Id);
        Assert.Equal(["./a.txt changed", "./deep/b c.txt two"], await harness.RunAsync(s_folder, ReadAll));
    }

    [Fact]
    public async Task Runs_that_start_together_share_one_download()
    {
        await using var harness = await StartAsync();
        var sessions = Enumerable.Range(0, 3).Select(_ => harness.Open()).ToList();

        var runs = await Task.WhenAll(Enumerable.Range(0, 6).Select(i =>
            new DataJob { Data = s_folder }.SubmitAsync(sessions[i % 3], SessionHarness.Options(ReadAll), harness.Timeout)));

        foreach (var run in runs) await run.EnsureSucceededAsync(harness.Timeout);
        Assert.Equal(2, harness.Downloads);
        foreach (var session in sessions) await session.DisposeAsync();
    }

    [Fact]
    public async Task A_cache_that_may_hold_nothing_leaves_the_runs_their_files()
    {
        await using var harness = await StartAsync(local: o => o.InputCacheBytes = 0);

        Assert.Equal(["./a.txt one", "./deep/b c.txt two"], await harness.RunAsync(s_folder, ReadAll));

        Assert.Empty(harness.Cached);
    }

    [Fact]
    public async Task What_was_used_longest_ago_leaves_a_full_cache_first()
    {
        await using var harness = await StartAsync(local: o => o.InputCacheBytes = 8);
        await harness.RunAsync("oss://bucket/corpus/a.txt", "true");
        await harness.RunAsync("oss://bucket/corpus-of-others/c.txt", "true");
        await harness.RunAsync("oss://bucket/corpus/a.txt", "true");

        await harness.RunAsync("oss://bucket/corpus/deep/b c.txt", "true");

        Assert.Equal(["one", "two"], harness.Cached.Select(File.ReadAllText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_interrupted_downloads_left_goes_after_a_week_and_a_lock_never()
    {
        using var folder = new TemporaryFolder();
        var now = DateTimeOffset.UnixEpoch.AddYears(60);
        (string Name, int Days)[] files =
            [(".pai-a.part", 8), (".pai-a.json", 8), (".pai-b.part", 6), (".pai-c.lock", 8), ("lock", 8)];
        foreach (var (name, days) in files)
        {
            folder.Write(".inputs/" + name, "x");
            File.SetLastWriteTimeUtc(folder / (".inputs/" + name), now.AddDays(-days).UtcDateTime);
        }

        InputCache.Trim(folder / "", maxBytes: 1, now);

        Assert.Equal(
            [".pai-b.part", ".pai-c.lock", "lock"],
            Directory.EnumerateFiles(folder / ".inputs").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
