using Pai.Jobs.Emulator;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class ObjectTests
{
    private const int Part = StorageHarness.PartSize;

    [Fact]
    public async Task A_list_has_all_levels_or_one()
    {
        await using var h = await StorageHarness.StartAsync();
        foreach (var key in (string[])["p/a", "p/b/c", "p/b/d", "pq"]) h.Bucket.Put(key, new byte[2]);

        Assert.Equal(["p/a", "p/b/c", "p/b/d"], await KeysAsync(h.Storage.ListAsync("oss://bucket/p/")));
        Assert.Equal(["p/a", "p/b/"], await KeysAsync(h.Storage.ListAsync("oss://bucket/p/", recursive: false)));
        Assert.Equal(["pq"], await KeysAsync(h.Storage.ListAsync("oss://bucket/pq")));
        Assert.Empty(await KeysAsync(h.Storage.ListAsync("oss://bucket/p")));
        Assert.Equal(4, (await KeysAsync(h.Storage.ListAsync("oss://bucket/"))).Count);
    }

    [Fact]
    public async Task An_object_exists_only_by_its_whole_key()
    {
        await using var h = await StorageHarness.StartAsync();
        h.Bucket.Put("abc/x", new byte[2], new Dictionary<string, string> { ["content-type"] = "text/plain", ["x-oss-meta-a"] = "b" });

        Assert.True(await h.Storage.ExistsAsync("oss://bucket/abc/x"));
        Assert.True(await h.Storage.ExistsAsync("oss://bucket/abc/"));
        Assert.False(await h.Storage.ExistsAsync("oss://bucket/abc"));
        Assert.False(await h.Storage.ExistsAsync("oss://bucket/ab/"));
        await Assert.ThrowsAsync<OssException>(() => h.Storage.ExistsAsync("oss://absent/abc"));
        var info = await h.Storage.GetInfoAsync("oss://bucket/abc/x");
        Assert.Equal((2, "text/plain", "b"), (info.Size, info.ContentType, info.Metadata["a"]));
        Assert.Equal(h.Bucket.Find("abc/x")!.Crc64, info.Crc64);
    }

    [Fact]
    public async Task A_stream_seeks_and_never_mixes_two_versions()
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = StorageHarness.Bytes(3_000_000);
        h.Bucket.Put("a", bytes);
        await using var stream = await h.Storage.OpenReadAsync("oss://bucket/a");
        var random = new Random(1);
        var buffer = new byte[100_000];
        Assert.Equal(bytes.Length, stream.Length);
        for (var i = 0; i < 30; i++)
        {
            if (random.Next(2) == 0) stream.Seek(random.Next(bytes.Length), SeekOrigin.Begin);
            var position = (int)stream.Position;
            var count = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
            Assert.Equal(Math.Min(buffer.Length, bytes.Length - position), count);
            Assert.True(bytes.AsSpan(position, count).SequenceEqual(buffer.AsSpan(0, count)));
        }

        stream.Position = bytes.Length + 1;
        Assert.Equal(0, await stream.ReadAsync(buffer));
        stream.Seek(-1, SeekOrigin.End);
        Assert.Equal(bytes[^1], stream.ReadByte());
        h.Bucket.Put("a", StorageHarness.Bytes(3_000_000, seed: 2));
        stream.Position = 0;
        var e = await Assert.ThrowsAsync<OssException>(async () => await stream.ReadExactlyAsync(buffer));
        Assert.Equal("PreconditionFailed", e.Code);
    }

    [Fact]
    public async Task A_presigned_location_works_without_a_key()
    {
        await using var h = await StorageHarness.StartAsync();
        using var http = new HttpClient(h.Emulator.CreateHandler());

        var put = await h.Storage.GetPresignedUploadUriAsync("oss://bucket/a b", TimeSpan.FromMinutes(1));
        using var answer = await http.PutAsync(put, new ByteArrayContent([1, 2, 3]));

        Assert.True(answer.IsSuccessStatusCode);
        var get = await h.Storage.GetPresignedDownloadUriAsync("oss://bucket/a b", TimeSpan.FromMinutes(1));
        Assert.Equal([1, 2, 3], await http.GetByteArrayAsync(get));
        await Assert.ThrowsAnyAsync<ArgumentException>(() =>
            h.Storage.GetPresignedDownloadUriAsync("oss://bucket/a", TimeSpan.FromDays(8)));
    }

    [Fact]
    public async Task Objects_are_copied_within_the_service()
    {
        await using var h = await StorageHarness.StartAsync();
        foreach (var key in (string[])["p/a", "p/b/c", "pq"]) h.Bucket.Put(key, StorageHarness.Bytes(100, key.Length));

        var prefix = await h.Storage.CopyAsync("oss://bucket/p/", "oss://bucket/q/", new() { Exclude = ["a"] });
        await h.Storage.CopyAsync("oss://bucket/p/a", "oss://bucket/q/");
        var again = await h.Storage.CopyAsync("oss://bucket/p/", "oss://bucket/q/");

        Assert.Equal(["p/a", "p/b/c", "pq", "q/a", "q/b/c"], h.Bucket.Keys);
        Assert.Equal(h.Bucket.Read("p/b/c"), h.Bucket.Read("q/b/c"));
        Assert.Equal((TransferVerification.Crc64, 100), (prefix.Verification, prefix.BytesMoved));
        Assert.All(again.Files, f => Assert.Equal(TransferAction.Identical, f.Action));
        Assert.Equal(0, h.Count(EmulatedOperation.GetObject));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.CopyAsync("oss://bucket/p/", "oss://bucket/p/x/"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.CopyAsync("oss://bucket/p/a", "oss://bucket/p/"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.CopyAsync("oss://bucket/p/", "oss://bucket/p"));
        await Assert.ThrowsAsync<OssTransferException>(() => h.Storage.CopyAsync("oss://bucket/none/", "oss://bucket/q/"));
    }

    [Fact]
    public async Task A_large_object_is_copied_in_parts_with_its_headers()
    {
        await using var h = await StorageHarness.StartAsync();
        var bytes = StorageHarness.Bytes(70_000_000);
        h.Bucket.Put("a", bytes, new Dictionary<string, string> { ["content-type"] = "text/plain", ["x-oss-meta-a"] = "b" });
        using var client = StorageHarness.CreateClient(h.Emulator.AccessKey);
        using var call = new TransferCall(client, new CopyOptions(), h.StateFolder, TimeProvider.System);
        var bucket = new OssBucketAddress("bucket", StorageHarness.EndpointOf(h.Emulator.Endpoint, h.Emulator.Region));

        var file = await new ServerCopy(call) { MaxWhole = Part }.RunAsync("a", bucket.Object("a"), bucket.Object("b"), default);

        Assert.Equal(TransferVerification.Crc64, file.Verification);
        Assert.Equal(2, h.Count(EmulatedOperation.UploadPartCopy));
        Assert.True(bytes.AsSpan().SequenceEqual(h.Bucket.Read("b")));
        Assert.Equal(("text/plain", "b"), (h.Bucket.Find("b")!.Headers["content-type"], h.Bucket.Find("b")!.Headers["x-oss-meta-a"]));
    }

    [Fact]
    public async Task A_prefix_is_deleted_only_when_it_is_said()
    {
        await using var h = await StorageHarness.StartAsync();
        for (var i = 0; i < 1200; i++) h.Bucket.Put($"p/{i}", default);
        foreach (var key in (string[])["p", "pq/a"]) h.Bucket.Put(key, default);

        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.DeleteAsync("oss://bucket/p/"));
        await Assert.ThrowsAsync<ArgumentException>(() => h.Storage.DeleteAsync("oss://bucket/", recursive: true));
        Assert.Equal(1202, h.Bucket.Keys.Count);
        Assert.Equal(1200, await h.Storage.DeleteAsync("oss://bucket/p/", recursive: true));
        Assert.Equal(["p", "pq/a"], h.Bucket.Keys);
        await h.Storage.DeleteAsync("oss://bucket/p");
        await h.Storage.DeleteAsync("oss://bucket/absent");
        Assert.Equal(["pq/a"], h.Bucket.Keys);
        Assert.Equal(0, await h.Storage.DeleteAsync("oss://bucket/none/", recursive: true));
    }

    private static async Task<List<string>> KeysAsync(IAsyncEnumerable<OssObject> objects)
    {
        var keys = new List<string>();
        await foreach (var item in objects) keys.Add(item.Key);
        return keys;
    }
}
