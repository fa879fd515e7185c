using Pai.Jobs.Emulator;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class DownloadTests
{
    private const int Part = StorageHarness.PartSize;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Part)]
    [InlineData(Part + 1)]
    [InlineData((10 * Part) + 17)]
    public async Task An_object_arrives_as_it_is_in_a_file_and_a_stream(int length)
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = StorageHarness.Bytes(length);
        h.Bucket.Put("x/a", bytes);
        using var stream = new MemoryStream();

        var file = await h.Storage.DownloadAsync("oss://bucket/x/a", h.Folder / "new/b", StorageHarness.PartsDown);
        var result = await h.Storage.DownloadAsync("oss://bucket/x/a", stream);

        Assert.Equal(bytes, File.ReadAllBytes(h.Folder / "new/b"));
        Assert.Equal(bytes, stream.ToArray());
        Assert.Equal((TransferVerification.Crc64, (long)length, h.Folder / "new/b"), (file.Verification, file.BytesMoved, file.Path));
        Assert.Equal((TransferVerification.Crc64, (long)length), (result.Verification, result.BytesMoved));
        Assert.Equal(["new/b"], h.Folder.Files());
    }

    [Fact]
    public async Task A_prefix_becomes_a_folder_and_takes_nothing_that_only_begins_alike()
    {
        await using var h = await StorageHarness.StartAsync();
        foreach (var key in (string[])["abc", "abc/x", "abc/.y/z", "abc/empty/", "abc/", "abcdef/x"])
            h.Bucket.Put(key, key.EndsWith('/') ? default : new byte[3]);

        var result = await h.Storage.DownloadAsync("oss://bucket/abc/", h.Folder / "out");
        await h.Storage.DownloadAsync("oss://bucket/abc", h.Folder / "single");

        Assert.Equal([".y/z", "x"], result.Files.Select(f => f.Name));
        Assert.Equal(["out/.y/z", "out/x", "single"], h.Folder.Files());
        Assert.True(Directory.Exists(h.Folder / "out/empty"));
    }

    [Fact]
    public async Task Into_a_folder_an_object_keeps_its_last_name()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Bucket.Put("p/a.txt", new byte[3]);
        Directory.CreateDirectory(h.Folder / "there");

        await h.Storage.DownloadAsync("oss://bucket/p/a.txt", h.Folder / "there");
        await h.Storage.DownloadAsync("oss://bucket/p/a.txt", h.Folder / "new/");

        Assert.Equal(["new/a.txt", "there/a.txt"], h.Folder.Files());
    }

    [Fact]
    public async Task Keys_that_no_disk_can_hold_are_refused_by_name_and_the_rest_arrives()
    {
        await using var h = await StorageHarness.StartAsync();
        string[] bad =
        [
            "p/../../x", "p//abs", "p/C:/x", "p/a", "p/q//r", "p/q/./r", "p/bytes/", "p/" + new string('n', 256),
            "p/.pai-0123456789abcdef0123.json",
        ];
        foreach (var key in (string[])[.. bad, "p/a/b", "p/ok", "p/q/ok"]) h.Bucket.Put(key, new byte[3]);

        var e = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "in/out"));

        Assert.Equal(bad.Order(StringComparer.Ordinal), e.Failures.Select(f => f.Name));
        Assert.Equal(["in/out/a/b", "in/out/ok", "in/out/q/ok"], h.Folder.Files());
    }

    [Fact]
    public async Task A_link_in_the_target_is_not_followed()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Folder.Write("elsewhere/x", "mine");
        Directory.CreateDirectory(h.Folder / "out");
        Directory.CreateSymbolicLink(h.Folder / "out/link", h.Folder / "elsewhere");
        File.CreateSymbolicLink(h.Folder / "out/file", h.Folder / "elsewhere/x");
        foreach (var key in (string[])["p/link/x", "p/file", "p/ok"]) h.Bucket.Put(key, "theirs"u8.ToArray());

        var e = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "out"));

        Assert.Equal("link/x", Assert.Single(e.Failures).Name);
        Assert.Equal("mine", File.ReadAllText(h.Folder / "elsewhere/x"));
        Assert.Equal("theirs", File.ReadAllText(h.Folder / "out/file"));
        Assert.Null(new FileInfo(h.Folder / "out/file").LinkTarget);
        Assert.Equal("theirs", File.ReadAllText(h.Folder / "out/ok"));
    }

    [Fact]
    public async Task Nothing_to_download_is_an_error()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Bucket.Put("abcdef/x", new byte[1]);

        var prefix = await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.DownloadAsync("oss://bucket/abc/", h.Folder / "out"));
        var single = await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.DownloadAsync("oss://bucket/abcdef", h.Folder / "out/x"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.DownloadAsync("oss://bucket/", h.Folder / "out"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.DownloadAsync("oss://bucket/p/", Stream.Null));

        Assert.Contains("There is no object whose key begins with \"abc/\"", prefix.Message, StringComparison.Ordinal);
        Assert.Equal("NoSuchKey", Assert.IsType<OssException>(single.InnerException).Code);
        Assert.Empty(h.Folder.Files());
    }

    [Fact]
    public async Task What_is_there_already_is_not_fetched_again()
    {
        await using var h = await StorageHarness.StartAsync();
        foreach (var name in (string[])["same", "changed", "longer"]) h.Bucket.Put("p/" + name, "old"u8.ToArray());
        await h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "out");
        File.WriteAllText(h.Folder / "out/changed", "new");
        File.WriteAllText(h.Folder / "out/longer", "longer");
        h.Emulator.ClearRequests();

        var dry = await h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "out", new() { DryRun = true });
        Assert.Equal(0, h.Count(EmulatedOperation.GetObject));
        var result = await h.Storage.DownloadAsync("oss://bucket/p/", h.Folder / "out");

        Assert.Equal([TransferAction.Planned, TransferAction.Planned, TransferAction.Identical], dry.Files.Select(f => f.Action));
        Assert.Equal(
            [TransferAction.Transferred, TransferAction.Transferred, TransferAction.Identical], result.Files.Select(f => f.Action));
        Assert.Equal((2, 6), (h.Count(EmulatedOperation.GetObject), result.BytesMoved));
    }

    [Fact]
    public async Task Patterns_choose_what_arrives()
    {
        await using var h = await StorageHarness.StartAsync();
        foreach (var key in (string[])["p/a.csv", "p/x/b.csv", "p/x/c.txt", "p/tmp/d.csv"]) h.Bucket.Put(key, new byte[1]);

        await h.Storage.DownloadAsync("oss://bucket/p/", h.Folder.Path, new() { Include = ["*.csv"], Exclude = ["tmp/"] });

        Assert.Equal(["a.csv", "x/b.csv"], h.Folder.Files());
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(4 * Part)]
    public async Task Wrong_bytes_are_an_error_and_leave_nothing(int length)
    {
        await using var h = await StorageHarness.StartAsync();
        h.Bucket.Put("a", StorageHarness.Bytes(length));
        h.Folder.Write("a", "the one before");
        h.Emulator.Faults.Add(Fault.CorruptDownload(), EmulatedOperation.GetObject, count: null);
        using var stream = new MemoryStream();

        var e = await Assert.ThrowsAsync<OssTransferException>(() =>
            h.Storage.DownloadAsync("oss://bucket/a", h.Folder / "a", StorageHarness.PartsDown));
        await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.DownloadAsync("oss://bucket/a", stream));

        Assert.Contains("CRC-64", e.Message, StringComparison.Ordinal);
        Assert.Empty(Assert.Single(e.Failures).Kept);
        Assert.Equal("the one before", File.ReadAllText(h.Folder / "a"));
        Assert.Equal(["a"], h.Folder.Files());
        Assert.True(stream.Length < length);
    }

    [Fact]
    public async Task A_broken_connection_is_followed_by_another()
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = StorageHarness.Bytes(4 * Part);
        h.Bucket.Put("a", bytes);
        h.Emulator.Faults.Add(Fault.ResetMidBody(1000), EmulatedOperation.GetObject, count: 2);

        var result = await h.Storage.DownloadAsync("oss://bucket/a", h.Folder / "a", StorageHarness.PartsDown);

        Assert.Equal(bytes, File.ReadAllBytes(h.Folder / "a"));
        Assert.Equal(4 * Part, result.BytesMoved);
    }
}
