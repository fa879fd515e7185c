using System.Text;
using Pai.Jobs.Dlc.Tests.Sessions;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs.Dlc.Tests.Replay;

/// <summary>Runs of PAI-DLC, repeated on this machine.</summary>
public class ReplayTests
{
    private const string Script = """
        echo "$PAI_HPS_TIMES $PAI_WORKING_DIR"
        (cd /ml/input/data/data && find . -type f | LC_ALL=C sort)
        echo 1 > /ml/output/result/r.txt
        """;

    [NamespaceFact]
    public async Task A_replay_has_the_code_the_values_and_a_part_of_the_inputs_at_the_same_paths()
    {
        await using var harness = await DlcHarness.StartAsync();
        Put(harness, ("in/a.csv", 10), ("in/b.csv", 10), ("in/sub/c.csv", 10), ("in/z.bin", 1000));
        var run = await SubmitAsync(harness, new() { Result = DataLocation.Parse("oss://bucket/results/"), Times = 8 });
        var before = harness.Bucket.Keys;

        var options = OptionsOf(harness) with { MaxFilesPerInput = 2 };
        await using var replay = await run.ReplayLocallyAsync(options, harness.Timeout);
        await replay.Run.EnsureSucceededAsync(harness.Timeout);

        Assert.Equal(
            ["8 /ml/usercode/", "./a.csv", "./b.csv"], await RunAgainTests.LinesAsync(replay.Run, harness.Timeout));
        Assert.Equal(run.Id, replay.Run.Info.Labels[RunAgain.OfLabel]);
        Assert.Contains($"A replay of {run.Name} ({run.Id}).", replay.Run.Info.Notes);
        Assert.Equal((2, 20L), (replay.Plan.InputFiles, replay.Plan.InputBytes));
        Assert.Equal(
            [
                (RunDifferenceKind.Image, null, "the programs of this machine"), (RunDifferenceKind.Hardware, null, "this machine"),
                (RunDifferenceKind.Input, "data", "2 files, 20 bytes"),
                (RunDifferenceKind.Output, "result", replay.Run.Info.Outputs!["result"].ToString()),
            ],
            replay.Differences.Select(d => (d.Kind, d.Name, d.After!)));
        Assert.Equal("4 files, 1030 bytes", replay.Differences[2].Before);
        // Nothing was written to OSS: neither to the place of the original's output nor elsewhere.
        Assert.Equal(before, harness.Bucket.Keys);
        // What was downloaded is what was told.
        Assert.Equal(2, Directory.GetFiles(Path.Combine(harness.Folder, "runs/.inputs")).Count(f => Path.GetFileName(f).Length == 64));
    }

    [NamespaceFact]
    public async Task Files_can_be_named_and_bytes_limited()
    {
        await using var harness = await DlcHarness.StartAsync();
        Put(harness, ("in/a.csv", 10), ("in/b.csv", 10), ("in/sub/c.csv", 10), ("in/z.bin", 1000));
        var run = await SubmitAsync(harness, new());

        var bytes = await run.PlanReplayAsync(OptionsOf(harness) with { MaxBytesPerInput = 1015 }, harness.Timeout);
        var named = await run.PlanReplayAsync(
            OptionsOf(harness) with { MaxFilesPerInput = 0, Files = Patterns("data", "sub/*", "z.*") }, harness.Timeout);
        var none = await Assert.ThrowsAsync<JobValidationException>(() => run.PlanReplayAsync(
            OptionsOf(harness) with { Files = Patterns("data", "*.json") }, harness.Timeout));

        Assert.Equal((3, 30L), (bytes.InputFiles, bytes.InputBytes));
        Assert.Equal((2, 1010L), (named.InputFiles, named.InputBytes));
        Assert.Contains("has no file that fits *.json. It has 4, for instance a.csv.", none.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(harness.Folder, "runs/.inputs")), "A plan downloads nothing.");
    }

    [NamespaceFact]
    public async Task What_cannot_be_fetched_is_an_error_that_says_what_to_give()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("mine/x.csv", "x");
        var data = DataLocation.Parse("nas://0123456789-abc.cn-hangzhou.nas.aliyuncs.com/data/");
        var run = await SubmitAsync(harness, new() { Data = data });

        var wrong = await Assert.ThrowsAsync<JobValidationException>(() => run.ReplayLocallyAsync(
            OptionsOf(harness) with { MaxFilesPerInput = -1, Files = Patterns("dat", "*") }, harness.Timeout));
        await using var replay = await run.ReplayLocallyAsync(
            OptionsOf(harness) with
            {
                LocalInputs = new Dictionary<string, string> { ["data"] = Path.Combine(harness.Folder, "mine") },
            },
            harness.Timeout);
        await replay.Run.EnsureSucceededAsync(harness.Timeout);

        Assert.Equal(["MaxFilesPerInput", "input \"dat\"", "input \"data\""], wrong.Problems.Select(p => p.Subject));
        Assert.Contains("nas://", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("./x.csv", (await RunAgainTests.LinesAsync(replay.Run, harness.Timeout))[1]);
    }

    [NamespaceFact]
    public async Task Local_code_replaces_the_archive_and_unchanged_code_is_packed_once()
    {
        await using var harness = await DlcHarness.StartAsync();
        Put(harness, ("in/a.csv", 10));
        var run = await SubmitAsync(harness, new());
        harness.Write("mended/count.sh", "echo mended\n");

        await using var archived = await run.ReplayLocallyAsync(OptionsOf(harness), harness.Timeout);
        await using var again = await run.ReplayLocallyAsync(OptionsOf(harness), harness.Timeout);
        await using var mended = await run.ReplayLocallyAsync(
            OptionsOf(harness) with { SourceDir = Path.Combine(harness.Folder, "mended") }, harness.Timeout);
        foreach (var replay in (LocalReplay[])[archived, again, mended]) await replay.Run.EnsureSucceededAsync(harness.Timeout);

        Assert.Equal(["mended"], await RunAgainTests.LinesAsync(mended.Run, harness.Timeout));
        Assert.Equal(2, Directory.GetDirectories(Path.Combine(harness.Folder, "runs/.code")).Length);
        var diff = await archived.Run.DiffAsync(mended.Run, harness.Timeout);
        var only = Assert.Single(diff.Differences);
        Assert.Equal((RunDifferenceKind.Code, "count.sh"), (only.Kind, only.Name));
        Assert.Empty((await archived.Run.DiffAsync(again.Run, harness.Timeout)).Differences);
    }

    [Fact]
    public async Task Code_that_was_removed_or_is_damaged_is_an_error_and_leaves_nothing()
    {
        await using var harness = await DlcHarness.StartAsync();
        Put(harness, ("in/a.csv", 10));
        var run = await SubmitAsync(harness, new());
        var key = harness.Bucket.Keys.Single(k => k.EndsWith("code.tar.gz", StringComparison.Ordinal));

        harness.Bucket.Put(key, Encoding.UTF8.GetBytes("not gzip"));
        var damaged = await Assert.ThrowsAsync<JobException>(() => run.ReplayLocallyAsync(OptionsOf(harness), harness.Timeout));
        harness.Bucket.Delete(key);
        var removed = await Assert.ThrowsAsync<JobException>(() => run.ReplayLocallyAsync(OptionsOf(harness), harness.Timeout));

        Assert.Contains("is damaged", damaged.Message, StringComparison.Ordinal);
        Assert.Contains("was cleaned up", removed.Message, StringComparison.Ordinal);
        var runs = Path.Combine(harness.Folder, "runs");
        Assert.Empty(Directory.GetFileSystemEntries(runs).Where(p => Path.GetFileName(p) is not ".code"));
        Assert.Empty(Directory.GetFileSystemEntries(Path.Combine(runs, ".code")));
    }

    private static ReplayOptions OptionsOf(DlcHarness harness) => new()
    {
        UseDocker = false,
        Local = new() { RunsDirectory = Path.Combine(harness.Folder, "runs") },
    };

    private static Dictionary<string, IReadOnlyList<string>> Patterns(string channel, params string[] patterns) =>
        new() { [channel] = patterns };

    private static void Put(DlcHarness harness, params (string Key, int Size)[] objects)
    {
        foreach (var (key, size) in objects) harness.Bucket.Put(key, new byte[size]);
    }

    private static async Task<JobRun> SubmitAsync(DlcHarness harness, CountJob job)
    {
        harness.Write("code/count.sh", Script);
        var run = await (job with
        {
            SourceDir = Path.Combine(harness.Folder, "code"),
            Data = job.Data ?? DataLocation.Parse("oss://bucket/in/"),
        }).SubmitAsync(harness.Session, cancellationToken: harness.Timeout);
        return await harness.Session.AttachAsync(run.Id, harness.Timeout);
    }
}
