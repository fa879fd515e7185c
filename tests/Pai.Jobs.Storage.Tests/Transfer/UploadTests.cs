using Pai.Jobs.Emulator;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class UploadTests
{
    private const int Part = StorageHarness.PartSize;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Part)]
    [InlineData(Part + 1)]
    [InlineData(10 * Part)]
    [InlineData((10 * Part) + 17)]
    public async Task A_file_a_stream_and_bytes_arrive_as_they_are(int length)
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = StorageHarness.Bytes(length);
        var path = h.Folder.Write("a", bytes);

        var file = await h.Storage.UploadAsync(path, "oss://bucket/x/file", StorageHarness.InParts);
        var stream = await h.Storage.UploadAsync(new Unseekable(bytes), "oss://bucket/x/stream", StorageHarness.InParts);
        var memory = await h.Storage.UploadAsync(bytes.AsMemory(), "oss://bucket/x/memory", StorageHarness.InParts);

        foreach (var (result, key) in (List<(TransferResult, string)>)[(file, "x/file"), (stream, "x/stream"), (memory, "x/memory")])
        {
            Assert.Equal(bytes, h.Bucket.Read(key));
            Assert.Equal(length > Part ? "Multipart" : "Normal", h.Bucket.Find(key)!.Type);
            Assert.Equal((TransferVerification.Crc64, (long)length), (result.Verification, result.BytesMoved));
            Assert.Equal(length, Assert.Single(result.Files).Size);
        }

        Assert.Empty(h.LeftOvers());
    }

    [Fact]
    public async Task A_folder_becomes_a_prefix_with_all_its_files()
    {
        await using var h = await StorageHarness.StartAsync();
        string[] names = ["a", ".env", "b/.x/c", "b/d e+%2F\u4e2d?#", "big"];
        foreach (var name in names) h.Folder.Write("src/" + name, name == "big" ? StorageHarness.Bytes(3 * Part) : [1, 2]);

        var result = await h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/", StorageHarness.InParts);

        Assert.Equal(names.Select(n => "p/" + n).Order(StringComparer.Ordinal), h.Bucket.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("oss://bucket/p/", result.Location.ToString());
        Assert.Equal((3 * Part) + 8, result.BytesMoved);
    }

    [Fact]
    public async Task A_file_below_a_prefix_keeps_its_name()
    {
        await using var h = await StorageHarness.StartAsync();

        var result = await h.Storage.UploadAsync(h.Folder.Write("a.txt", "1"), "oss://bucket/p/");

        Assert.Equal("oss://bucket/p/a.txt", result.Location.ToString());
        Assert.Equal(["p/a.txt"], h.Bucket.Keys);
    }

    [Fact]
    public async Task Wrong_targets_are_refused_before_anything_is_sent()
    {
        await using var h = await StorageHarness.StartAsync();
        var file = h.Folder.Write("src/a", "1");
        var folder = h.Folder / "src";

        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.UploadAsync(folder, "oss://bucket/p"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.UploadAsync(folder, "oss://bucket/"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.UploadAsync(file, "oss://bucket"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.UploadAsync(Stream.Null, "oss://bucket/p/"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.UploadAsync(new byte[1].AsMemory(), "oss://bucket/p/"));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => h.Storage.UploadAsync(file, "oss://bucket/p", new() { PartSize = 1 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            h.Storage.UploadAsync(file, "oss://bucket/p", new() { MaxParallel = 0 }));
        var missing = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.UploadAsync(folder + "/x", "oss://bucket/p"));
        Assert.Contains("There is no file and no folder", missing.Message, StringComparison.Ordinal);
        Assert.Empty(h.Emulator.Requests);
    }

    [Fact]
    public async Task What_is_there_already_is_not_sent_again()
    {
        await using var h = await StorageHarness.StartAsync();
        foreach (var name in (string[])["same", "changed", "longer"]) h.Folder.Write("src/" + name, "old");
        await h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/");
        h.Folder.Write("src/changed", "new");
        h.Folder.Write("src/longer", "longer");
        h.Emulator.ClearRequests();

        var result = await h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/");

        Assert.Equal(
            [("changed", TransferAction.Transferred), ("longer", TransferAction.Transferred), ("same", TransferAction.Identical)],
            result.Files.Select(f => (f.Name, f.Action)));
        Assert.Equal(9, result.BytesMoved);
        Assert.Equal(1, h.Count(EmulatedOperation.ListObjectsV2));
        Assert.Equal(2, h.Count(EmulatedOperation.GetObjectMeta));
        Assert.Equal(2, h.Count(EmulatedOperation.PutObject));
        Assert.Equal("new"u8.ToArray(), h.Bucket.Read("p/changed"));
    }

    [Fact]
    public async Task A_key_that_may_only_write_uploads_all()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Folder.Write("src/a", "1");
        foreach (var operation in (EmulatedOperation[])[EmulatedOperation.ListObjectsV2, EmulatedOperation.GetObjectMeta])
            h.Emulator.Faults.Add(Fault.Error(403, "AccessDenied"), operation, count: null);

        await h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/");
        await h.Storage.UploadAsync(h.Folder / "src/a", "oss://bucket/b");

        Assert.Equal(["b", "p/a"], h.Bucket.Keys);
    }

    [Fact]
    public async Task A_folder_for_checkpoints_that_cannot_be_made_is_named()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Folder.Write("state", "a file");
        h.Folder.Write("src/a", new string('x', 200_000));

        var failure = await Assert.ThrowsAsync<OssTransferException>(
            () => h.Storage.UploadAsync(h.Folder / "src/a", "oss://bucket/a", new() { PartSize = 100 << 10 }));

        Assert.Contains(h.StateFolder, failure.Message, StringComparison.Ordinal);
        Assert.Contains("XDG_STATE_HOME", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_without_a_name_is_its_message()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Emulator.Faults.Add(Fault.Error(400, "InvalidArgument"), EmulatedOperation.ListObjectsV2, count: null);

        var failure = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "to"));

        Assert.DoesNotContain(" : ", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_sends_nothing()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Folder.Write("src/a", "1");
        h.Bucket.Put("p/b", "2"u8.ToArray());
        h.Folder.Write("src/b", "2");

        var result = await h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/", new() { DryRun = true });

        Assert.Equal([("a", TransferAction.Planned), ("b", TransferAction.Identical)], result.Files.Select(f => (f.Name, f.Action)));
        Assert.Equal(0, result.BytesMoved);
        Assert.Equal(["p/b"], h.Bucket.Keys);
    }

    [Fact]
    public async Task Failures_of_single_files_are_collected_and_the_others_arrive()
    {
        await using var h = await StorageHarness.StartAsync();
        foreach (var name in (string[])["a", "b", "c"]) h.Folder.Write("src/" + name, name);
        h.Emulator.Faults.Add(new FaultRule(Fault.Error(403, "AccessDenied")) { Key = "p/b", Operation = EmulatedOperation.PutObject });

        var e = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/"));

        var failure = Assert.Single(e.Failures);
        Assert.Equal("b", failure.Name);
        Assert.Equal("AccessDenied", Assert.IsType<OssException>(failure.Exception).Code);
        Assert.Equal(["p/a", "p/c"], h.Bucket.Keys);
    }

    [Fact]
    public async Task A_bucket_that_does_not_exist_fails_once_and_not_for_every_file()
    {
        await using var h = await StorageHarness.StartAsync();
        for (var i = 0; i < 100; i++) h.Folder.Write($"src/{i}", "1");

        var e = await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.UploadAsync(h.Folder / "src", "oss://absent/p/", new() { MaxParallel = 2, SkipIdentical = false }));

        Assert.InRange(h.Emulator.Requests.Count, 1, 4);
        Assert.Contains(e.Failures, f => f.Name.EndsWith("more files", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_rate_is_kept_and_the_progress_told()
    {
        await using var h = await StorageHarness.StartAsync();
        var told = new List<TransferProgress>();
        var watch = System.Diagnostics.Stopwatch.StartNew();

        await h.Storage.UploadAsync(
            h.Folder.Write("a", StorageHarness.Bytes(3 * Part)),
            "oss://bucket/a",
            StorageHarness.InParts with { MaxBytesPerSecond = 6 * Part, Progress = new Told(told.Add) });

        Assert.True(watch.Elapsed > TimeSpan.FromSeconds(0.35), watch.Elapsed.ToString());
        Assert.Equal((3 * Part, 3 * Part), (told[^1].Bytes, told[^1].TotalBytes));
        Assert.Equal((1, 1), (told[^1].Files, told[^1].TotalFiles));
        Assert.True(told.Count > 2);
    }

    [Fact]
    public async Task A_part_that_is_sent_twice_counts_once()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Emulator.Faults.Add(new FaultRule(Fault.ResetMidUpload()) { Operation = EmulatedOperation.UploadPart, Count = 2 });

        var result = await h.Storage.UploadAsync(
            h.Folder.Write("a", StorageHarness.Bytes(3 * Part)), "oss://bucket/a", StorageHarness.InParts with { MaxParallel = 1 });

        Assert.Equal(3 * Part, result.BytesMoved);
    }

    [Fact]
    public async Task Bytes_that_are_stored_wrong_are_an_error_and_do_not_stay()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Emulator.Faults.Add(Fault.CorruptUpload(), EmulatedOperation.PutObject, count: null);
        h.Emulator.Faults.Add(Fault.CorruptUpload(), EmulatedOperation.UploadPart, count: null);

        await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.UploadAsync(new byte[9].AsMemory(), "oss://bucket/a"));
        await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.UploadAsync(h.Folder.Write("b", StorageHarness.Bytes(2 * Part)), "oss://bucket/b", StorageHarness.InParts));

        Assert.Empty(h.Bucket.Keys);
        Assert.Empty(h.LeftOvers());
    }

    private sealed class Told(Action<TransferProgress> action) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => action(value);
    }
}
