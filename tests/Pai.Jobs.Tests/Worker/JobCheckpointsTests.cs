using System.Text;

namespace Pai.Jobs.Tests;

public sealed class JobCheckpointsTests : IDisposable
{
    private readonly WorkerFolder _folder = new();
    private readonly JobContext _context;

    public JobCheckpointsTests() => _context = _folder.Open();

    public void Dispose()
    {
        _context.Dispose();
        _folder.Dispose();
    }

    private JobCheckpoints Checkpoints(int keep = 2) => _context.Checkpoints(_context.Output("tokens"), keep);

    private static Task<int> SaveAsync(JobCheckpoints checkpoints, string state) =>
        checkpoints.SaveAsync(async (stream, token) => await stream.WriteAsync(Encoding.UTF8.GetBytes(state), token));

    private static async Task<string?> RestoreAsync(JobCheckpoints checkpoints)
    {
        string? state = null;
        var found = await checkpoints.TryRestoreAsync(async (stream, token) =>
        {
            using var reader = new StreamReader(stream);
            state = await reader.ReadToEndAsync(token);
        });
        Assert.Equal(found, state is not null);
        return state;
    }

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_folder.In("out/tokens")).Select(p => Path.GetFileName(p)).Order(StringComparer.Ordinal);

    [Fact]
    public async Task The_channel_of_the_record_needs_no_name()
    {
        _folder.Write("config/job.json", """
            {
              "version": 1, "record": "Acme.Job", "jobName": "job_1",
              "outputs": {
                "tokens": { "uri": "oss://bucket/tokens/", "path": "/ml/output/tokens/", "isCheckpoint": true },
                "model": { "uri": "oss://bucket/model/", "path": "/ml/output/model/" }
              }
            }
            """);
        using var context = _folder.Open();

        await SaveAsync(context.Checkpoints(keep: 1), "one");

        Assert.Equal(_folder.In("out/tokens/"), context.Checkpoints().Folder);
        Assert.Equal("one", await RestoreAsync(Checkpoints()));
    }

    [Fact]
    public void Without_such_a_channel_or_with_several_a_name_is_needed()
    {
        var none = Assert.Throws<JobReadException>(() => _context.Checkpoints());
        Assert.Contains("has no [Checkpoint] channel", none.Message, StringComparison.Ordinal);

        _folder.Write("config/job.json", """
            {
              "version": 1, "record": "Acme.Job", "jobName": "job_1",
              "outputs": {
                "a": { "uri": "oss://bucket/a/", "path": "/ml/output/a/", "isCheckpoint": true },
                "b": { "uri": "oss://bucket/b/", "path": "/ml/output/b/", "isCheckpoint": true }
              }
            }
            """);
        using var context = _folder.Open();
        var several = Assert.Throws<JobReadException>(() => context.Checkpoints());
        Assert.Contains("has 2 [Checkpoint] channels: a, b. Name one: context.Checkpoints(context.Output(\"a\")).", several.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_process_has_half_written_goes_with_the_next_checkpoint()
    {
        _folder.Write($"out/tokens/.{Guid.NewGuid():N}.tmp", "half");
        _folder.Write("out/tokens/.mine.tmp", "mine");
        // A file of the same channel, which is being written meanwhile.
        await _context.Output("tokens").WriteAsync("model.bin", async (stream, token) =>
        {
            await SaveAsync(Checkpoints(), "one");
            await stream.WriteAsync("m"u8.ToArray(), token);
        });

        Assert.Equal([".mine.tmp", "checkpoint-00000001", "checkpoint-00000001.json", "model.bin"], Files());
    }

    [Fact]
    public async Task The_newest_is_restored_and_two_are_kept()
    {
        Assert.Null(await RestoreAsync(Checkpoints()));
        foreach (var state in new[] { "one", "two", "three" }) await SaveAsync(Checkpoints(), state);

        Assert.Equal("three", await RestoreAsync(Checkpoints()));
        Assert.Equal(
            ["checkpoint-00000002", "checkpoint-00000002.json", "checkpoint-00000003", "checkpoint-00000003.json"], Files());
        Assert.Equal(4, await SaveAsync(Checkpoints(keep: 1), "four"));
        Assert.Equal(["checkpoint-00000004", "checkpoint-00000004.json"], Files());
    }

    [Fact]
    public async Task What_is_incomplete_or_damaged_is_passed_over()
    {
        await SaveAsync(Checkpoints(), "one");
        await SaveAsync(Checkpoints(), "two");
        _folder.Write("out/tokens/checkpoint-00000002", "tWo");
        _folder.Write("out/tokens/checkpoint-00000003", "no marker");
        _folder.Write("out/tokens/checkpoint-00000004.json", "{\"size\":3,\"crc64\":\"1\"}");
        _folder.Write("out/tokens/checkpoint-00000005", "bad marker");
        _folder.Write("out/tokens/checkpoint-00000005.json", "{");
        _folder.Write("out/tokens/checkpoint-last", "not a number");

        Assert.Equal("one", await RestoreAsync(Checkpoints()));
        Assert.Equal(6, await SaveAsync(Checkpoints(), "six"));
        Assert.Equal("six", await RestoreAsync(Checkpoints()));
        Assert.DoesNotContain("checkpoint-00000003", Files());
    }

    [Fact]
    public async Task A_save_that_fails_leaves_the_earlier_ones()
    {
        await SaveAsync(Checkpoints(), "one");

        await Assert.ThrowsAsync<InvalidDataException>(() => Checkpoints().SaveAsync(async (stream, token) =>
        {
            await stream.WriteAsync("tw"u8.ToArray(), token);
            throw new InvalidDataException();
        }));

        Assert.Equal("one", await RestoreAsync(Checkpoints()));
        Assert.Equal(["checkpoint-00000001", "checkpoint-00000001.json"], Files());
    }

    [Fact]
    public async Task Saves_of_several_threads_follow_each_other()
    {
        var checkpoints = Checkpoints(keep: 100);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SaveAsync(checkpoints, $"{i}")));

        Assert.Equal(Enumerable.Range(1, 20), numbers.Order());
        Assert.Equal(40, Files().Count());
    }

    [Fact]
    public async Task Each_process_of_several_has_its_own()
    {
        _folder.Environment["WORLD_SIZE"] = "2";
        _folder.Environment["RANK"] = "1";
        using var second = _folder.Open();

        await SaveAsync(second.Checkpoints(second.Output("tokens")), "second");

        Assert.True(File.Exists(_folder.In("out/tokens/rank-1/checkpoint-00000001")));
        Assert.Null(await RestoreAsync(Checkpoints()));
        Assert.Throws<ArgumentOutOfRangeException>(() => Checkpoints(keep: 0));
    }
}
