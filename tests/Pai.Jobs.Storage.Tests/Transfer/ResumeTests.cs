using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class ResumeTests
{
    private const int Part = StorageHarness.PartSize;
    private const int Length = (9 * Part) + 5;

    private static readonly UploadOptions s_up = StorageHarness.InParts with { MaxParallel = 1 };
    private static readonly DownloadOptions s_down = StorageHarness.PartsDown with { MaxParallel = 1 };

    [Fact]
    public async Task An_upload_sends_only_the_missing_parts_again()
    {
        await using var h = await StorageHarness.StartAsync();
        var path = await InterruptUploadAsync(h);

        var result = await h.Storage.UploadAsync(path, "oss://bucket/a", s_up);

        Assert.Equal(4, h.Count(EmulatedOperation.UploadPart));
        Assert.Equal((3 * Part) + 5, result.BytesMoved);
        Assert.Equal(TransferVerification.Crc64, result.Verification);
        Assert.Equal(File.ReadAllBytes(path), h.Bucket.Read("a"));
        Assert.Empty(h.LeftOvers());
    }

    [Fact]
    public async Task The_server_s_list_of_parts_wins_over_the_checkpoint()
    {
        await using var h = await StorageHarness.StartAsync();
        var path = await InterruptUploadAsync(h);
        var checkpoint = Directory.GetFiles(h.StateFolder).Single();
        File.WriteAllText(checkpoint, File.ReadLines(checkpoint).First() + "\n{\"number\":9,\"crc64\":1,\"eTag\":\"x\"}\n");

        await h.Storage.UploadAsync(path, "oss://bucket/a", s_up);

        Assert.Equal(4, h.Count(EmulatedOperation.UploadPart));
        Assert.Equal(File.ReadAllBytes(path), h.Bucket.Read("a"));
    }

    [Fact]
    public async Task A_part_whose_bytes_have_changed_is_sent_again_even_if_the_date_has_not()
    {
        await using var h = await StorageHarness.StartAsync();
        var path = await InterruptUploadAsync(h);
        var date = File.GetLastWriteTimeUtc(path);
        Change(path, 3 * Part);
        File.SetLastWriteTimeUtc(path, date);

        await h.Storage.UploadAsync(path, "oss://bucket/a", s_up);

        Assert.Equal(5, h.Count(EmulatedOperation.UploadPart));
        Assert.Equal(File.ReadAllBytes(path), h.Bucket.Read("a"));
    }

    [Fact]
    public async Task A_source_that_has_changed_starts_again_and_the_old_upload_is_aborted()
    {
        await using var h = await StorageHarness.StartAsync();
        var path = await InterruptUploadAsync(h);
        File.AppendAllText(path, "more");

        await h.Storage.UploadAsync(path, "oss://bucket/a", s_up);

        Assert.Equal(10, h.Count(EmulatedOperation.UploadPart));
        Assert.Equal(File.ReadAllBytes(path), h.Bucket.Read("a"));
        Assert.Empty(h.LeftOvers());
    }

    [Fact]
    public async Task An_upload_that_is_gone_starts_again()
    {
        await using var h = await StorageHarness.StartAsync();
        var path = await InterruptUploadAsync(h);
        using (var client = StorageHarness.CreateClient(h.Emulator.AccessKey))
        {
            var bucket = new OssBucketAddress("bucket", StorageHarness.EndpointOf(h.Emulator.Endpoint, h.Emulator.Region));
            Assert.True(await client.AbortMultipartAsync(new(bucket.Object("a"), h.Bucket.Uploads[0].Id)));
        }

        await h.Storage.UploadAsync(path, "oss://bucket/a", s_up);

        Assert.Equal(10, h.Count(EmulatedOperation.UploadPart));
        Assert.Equal(File.ReadAllBytes(path), h.Bucket.Read("a"));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_makes_no_object()
    {
        await using var h = await StorageHarness.StartAsync();
        var path = h.Folder.Write("a", StorageHarness.Bytes(Length));
        var changes = new Once(() => File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch));

        var e = await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.UploadAsync(path, "oss://bucket/a", s_up with { Progress = changes, MaxBytesPerSecond = 20 * Part }));

        Assert.Contains("changed while it was uploaded", e.Message, StringComparison.Ordinal);
        Assert.Empty(h.Bucket.Keys);
        Assert.Empty(h.LeftOvers());
    }

    [Fact]
    public async Task A_download_fetches_only_the_missing_parts_again()
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = await InterruptDownloadAsync(h);

        var result = await h.Storage.DownloadAsync("oss://bucket/a", h.Folder / "out/a", s_down);

        Assert.Equal(4, h.Count(EmulatedOperation.GetObject));
        Assert.Equal((3 * Part) + 5, result.BytesMoved);
        Assert.Equal(bytes, File.ReadAllBytes(h.Folder / "out/a"));
        Assert.Equal(["out/a"], h.Folder.Files());
    }

    [Fact]
    public async Task A_part_whose_bytes_have_changed_is_fetched_again()
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = await InterruptDownloadAsync(h);
        Change(Directory.GetFiles(h.Folder / "out", "*.part").Single(), 3 * Part);

        await h.Storage.DownloadAsync("oss://bucket/a", h.Folder / "out/a", s_down);

        Assert.Equal(5, h.Count(EmulatedOperation.GetObject));
        Assert.Equal(bytes, File.ReadAllBytes(h.Folder / "out/a"));
    }

    [Theory]
    [InlineData("object")]
    [InlineData("part size")]
    [InlineData("checkpoint")]
    [InlineData("temporary file")]
    public async Task What_does_not_fit_any_more_starts_again(string what)
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = await InterruptDownloadAsync(h);
        if (what == "object") h.Bucket.Put("a", bytes = StorageHarness.Bytes(Length, seed: 2));
        if (what == "checkpoint") File.AppendAllText(Directory.GetFiles(h.Folder / "out", "*.json").Single(), "}\n");
        if (what == "temporary file") File.Delete(Directory.GetFiles(h.Folder / "out", "*.part").Single());

        await h.Storage.DownloadAsync(
            "oss://bucket/a", h.Folder / "out/a", what == "part size" ? s_down with { PartSize = 2 * Part } : s_down);

        Assert.Equal(what == "part size" ? 5 : 10, h.Count(EmulatedOperation.GetObject));
        Assert.Equal(bytes, File.ReadAllBytes(h.Folder / "out/a"));
        Assert.Equal(["out/a"], h.Folder.Files());
    }

    [Fact]
    public async Task An_object_that_is_replaced_meanwhile_is_an_error_and_leaves_nothing()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Bucket.Put("a", StorageHarness.Bytes(Length));
        var replace = new Once(() => h.Bucket.Put("a", StorageHarness.Bytes(Length, seed: 2)), after: 2 * Part);

        var e = await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.DownloadAsync("oss://bucket/a", h.Folder / "a", s_down with { Progress = replace, MaxBytesPerSecond = 20 * Part }));

        Assert.Equal("PreconditionFailed", Assert.IsType<OssException>(e.InnerException).Code);
        Assert.Empty(h.Folder.Files());
    }

    [Theory]
    [InlineData(false, 503)]
    [InlineData(true, 403)]
    public async Task Nothing_stays_without_a_resume_or_where_the_service_says_no(bool resume, int status)
    {
        await using var h = await StorageHarness.StartAsync();
        var path = h.Folder.Write("a", StorageHarness.Bytes(Length));
        h.Bucket.Put("b", StorageHarness.Bytes(Length));
        var code = status == 403 ? "AccessDenied" : "ServiceUnavailable";
        foreach (var operation in (EmulatedOperation[])[EmulatedOperation.UploadPart, EmulatedOperation.GetObject])
            h.Emulator.Faults.Add(new FaultRule(Fault.Error(status, code)) { Operation = operation, Skip = 5 });

        var up = await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.UploadAsync(path, "oss://bucket/a", s_up with { Resume = resume }));
        var down = await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.DownloadAsync("oss://bucket/b", h.Folder / "b", s_down with { Resume = resume }));

        Assert.All((OssTransferException[])[up, down], e => Assert.Empty(Assert.Single(e.Failures).Kept));
        Assert.Equal(["a"], h.Folder.Files());
        Assert.Empty(h.LeftOvers());
    }

    [Fact]
    public async Task A_cancel_names_what_stays()
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = StorageHarness.Bytes(Length);
        var path = h.Folder.Write("src/a", bytes);
        h.Bucket.Put("b", bytes);
        using var up = new CancellationTokenSource();
        using var down = new CancellationTokenSource();

        var uploading = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => h.Storage.UploadAsync(
            path, "oss://bucket/a", s_up with { Progress = new Once(up.Cancel, 4 * Part), MaxBytesPerSecond = 20 * Part }, up.Token));
        var downloading = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => h.Storage.DownloadAsync(
            "oss://bucket/b", h.Folder / "out/b", s_down with { Progress = new Once(down.Cancel, 4 * Part), MaxBytesPerSecond = 20 * Part },
            down.Token));

        Assert.Contains(h.Bucket.Uploads.Single().Id, uploading.Message, StringComparison.Ordinal);
        var left = h.LeftOvers().Where(f => f.StartsWith("out/", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, left.Count);
        Assert.All(left, f => Assert.Contains(Path.GetFileName(f), downloading.Message, StringComparison.Ordinal));
        await h.Storage.UploadAsync(path, "oss://bucket/a", s_up);
        await h.Storage.DownloadAsync("oss://bucket/b", h.Folder / "out/b", s_down);
        Assert.Equal(bytes, h.Bucket.Read("a"));
        Assert.Equal(bytes, File.ReadAllBytes(h.Folder / "out/b"));
        Assert.Empty(h.LeftOvers());
    }

    /// <summary>Six of the ten parts have arrived; then the service is gone for a while.</summary>
    private static async Task<string> InterruptUploadAsync(StorageHarness h)
    {
        var path = h.Folder.Write("a", StorageHarness.Bytes(Length));
        h.Emulator.Faults.Add(new FaultRule(Fault.ServiceUnavailable()) { Operation = EmulatedOperation.UploadPart, Skip = 6 });
        var e = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.UploadAsync(path, "oss://bucket/a", s_up));

        var upload = Assert.Single(h.Bucket.Uploads);
        Assert.Equal(6, upload.PartNumbers.Count);
        Assert.Contains(upload.Id, e.Message, StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(h.StateFolder).Single(), e.Message, StringComparison.Ordinal);
        h.Emulator.Faults.Clear();
        h.Emulator.ClearRequests();
        return path;
    }

    private static async Task<byte[]> InterruptDownloadAsync(StorageHarness h)
    {
        var bytes = StorageHarness.Bytes(Length);
        h.Bucket.Put("a", bytes);
        h.Emulator.Faults.Add(new FaultRule(Fault.ServiceUnavailable()) { Operation = EmulatedOperation.GetObject, Skip = 6 });
        var e = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.DownloadAsync("oss://bucket/a", h.Folder / "out/a", s_down));

        var left = h.Folder.Files();
        Assert.Equal(2, left.Count);
        Assert.All(left, f => Assert.Contains(Path.GetFileName(f), e.Message, StringComparison.Ordinal));
        h.Emulator.Faults.Clear();
        h.Emulator.ClearRequests();
        return bytes;
    }

    private static void Change(string path, int position)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.Write(file, "changed"u8, position);
    }

    /// <summary>Does something once, when enough bytes have arrived.</summary>
    private sealed class Once(Action action, long after = 1) : IProgress<TransferProgress>
    {
        private bool _isDone;

        public void Report(TransferProgress value)
        {
            if (_isDone || value.Bytes < after) return;
            _isDone = true;
            action();
        }
    }
}
