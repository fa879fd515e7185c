namespace Pai.Jobs.Storage.Tests.Transfer;

/// <summary>Transfers that meet each other, or a cancel at any moment.</summary>
[Trait("Kind", "Exhaustive")]
public class RaceTests
{
    private const int Part = StorageHarness.PartSize;
    private const int Length = (9 * Part) + 5;

    [Fact]
    public async Task Two_transfers_to_one_target_never_mix()
    {
        await using var h = await StorageHarness.StartAsync();
        byte[][] contents = [StorageHarness.Bytes(Length, 1), StorageHarness.Bytes(Length, 2)];
        var paths = contents.Select((c, i) => h.Folder.Write($"src/{i}", c)).ToList();
        h.Bucket.Put("0", contents[0]);
        h.Bucket.Put("1", contents[1]);
        for (var round = 0; round < 10; round++)
        {
            await AllAsync(paths.Select(p => h.Storage.UploadAsync(p, "oss://bucket/a", StorageHarness.InParts)));
            await AllAsync(contents.Select((_, i) =>
                h.Storage.DownloadAsync($"oss://bucket/{i}", h.Folder / "out/a", StorageHarness.PartsDown)));

            Assert.Contains(contents, c => c.AsSpan().SequenceEqual(h.Bucket.Read("a")));
            Assert.Contains(contents, c => c.AsSpan().SequenceEqual(File.ReadAllBytes(h.Folder / "out/a")));
            Assert.Empty(h.LeftOvers());
            h.Bucket.Delete("a");
            File.Delete(h.Folder / "out/a");
        }
    }

    [Fact]
    public async Task A_cancel_at_any_moment_leaves_whole_files_or_none()
    {
        await using var h = await StorageHarness.StartAsync();
        var random = new Random(3);
        var bytes = StorageHarness.Bytes(Length);
        h.Folder.Write("src/big", bytes);
        for (var i = 0; i < 20; i++) h.Folder.Write($"src/{i}", bytes[..1000]);
        for (var round = 0; round < 20; round++)
        {
            Directory.CreateDirectory(h.Folder / "out");
            await CancelAsync(random, token => h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/", StorageHarness.InParts, token));
            Assert.All(h.Bucket.Objects, o => Assert.True(bytes.AsSpan(0, (int)o.Size).SequenceEqual(h.Bucket.Read(o.Key))));
            Assert.All(h.Bucket.Objects, o => Assert.True(o.Size is 1000 or Length));
            await h.Storage.UploadAsync(h.Folder / "src", "oss://bucket/p/", StorageHarness.InParts);

            await CancelAsync(
                random, token => h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "out", StorageHarness.PartsDown, token));
            foreach (var file in Directory.GetFiles(h.Folder / "out").Where(f => !Path.GetFileName(f).StartsWith('.')))
            {
                var length = file.EndsWith("big", StringComparison.Ordinal) ? Length : 1000;
                Assert.True(bytes.AsSpan(0, length).SequenceEqual(File.ReadAllBytes(file)));
            }

            await h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "out", StorageHarness.PartsDown);
            Assert.Equal(21, Directory.GetFiles(h.Folder / "out").Length);
            Assert.Empty(h.LeftOvers());
            Directory.Delete(h.Folder / "out", recursive: true);
            await h.Storage.DeleteAsync("oss://bucket/p/", recursive: true);
        }
    }

    /// <summary>Cancels when some random bytes have arrived, so that it may come too late as well.</summary>
    private static async Task CancelAsync(Random random, Func<CancellationToken, Task> transfer)
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(60)));
        try
        {
            await transfer(cancel.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.True(cancel.IsCancellationRequested);
        }
    }

    /// <summary>Each ends well, or finds the other.</summary>
    private static async Task AllAsync(IEnumerable<Task<TransferResult>> transfers)
    {
        var failed = 0;
        foreach (var transfer in transfers.ToList())
        {
            try
            {
                await transfer;
            }
            catch (OssTransferException e)
            {
                failed++;
                Assert.Contains("Another transfer", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(failed, 0, 1);
    }
}
