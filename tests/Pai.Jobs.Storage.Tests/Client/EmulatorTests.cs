using System.Net;
using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Every operation over real connections, in every addressing style.</summary>
public class EmulatorTests
{
    private static readonly string[] s_keys =
    [
        "a/../b", "../b", "a//b", "a/./b", "b", "?x", "%2E", "%2e%2e/c", "a b+c~d*中.txt", "e!'()é&=#;:@", "back\\slash", "x/",
        "\u0001\r\n\t", "\ue000", "\U0001F600",
    ];

    [Theory]
    [InlineData(OssAddressing.VirtualHosted)]
    [InlineData(OssAddressing.Path)]
    [InlineData(OssAddressing.CustomDomain)]
    public async Task Objects_are_put_read_copied_listed_and_deleted(object addressing)
    {
        await using var harness = await EmulatorHarness.StartAsync((OssAddressing)addressing);
        var (client, bucket, data) = (harness.Client, harness.Bucket, ClientHarness.Data(300_000));
        var key = bucket.Object("dir/a b");

        var put = await client.PutAsync(key, OssBody.FromMemory(data), new()
        {
            ContentType = "text/plain",
            Metadata = new Dictionary<string, string> { ["author"] = "alice" },
        });
        Assert.Equal((OssVerification.Crc64, OssCrc64.Of(data), 300_000L), (put.Verification, put.Crc64, put.Size));

        await using (var download = await client.GetAsync(key))
        {
            Assert.Equal(data, await ReadAsync(download));
            Assert.Equal((OssVerification.Crc64, put.ETag), (download.Verification, download.Info.ETag));
        }

        await using (var part = await client.GetAsync(key, new OssRange(299_990, 100), new() { IfMatch = put.ETag }))
        {
            Assert.Equal(data[299_990..], await ReadAsync(part));
            Assert.Equal(300_000, part.Info.Size);
        }

        var head = await client.HeadAsync(key);
        Assert.Equal((300_000L, put.ETag, put.Crc64, "text/plain"), (head.Size, head.ETag, head.Crc64, head.ContentType));
        Assert.Equal("alice", head.Metadata["author"]);
        Assert.Equal(put.ETag, (await client.GetMetaAsync(key)).ETag);

        var copy = await client.CopyAsync(key, bucket.Object("copy"));
        Assert.Equal((OssVerification.Crc64, put.Crc64), (copy.Verification, copy.Crc64));
        Assert.Equal("alice", (await client.HeadAsync(bucket.Object("copy"))).Metadata["author"]);

        Assert.Equal([("copy", false), ("dir/", true)], await ListAsync(client, bucket, new() { Delimiter = "/" }));
        await client.DeleteManyAsync(bucket, ["copy", "dir/a b", "never"]);
        await client.DeleteAsync(key);
        Assert.Empty(harness.Stored.Keys);
        Assert.Null(await client.TryGetMetaAsync(key));
        Assert.Equal("oss-cn-hangzhou", (await client.GetBucketInfoAsync(bucket)).Location);
    }

    [Theory]
    [InlineData(OssAddressing.VirtualHosted)]
    [InlineData(OssAddressing.Path)]
    public async Task An_object_is_uploaded_in_parts(object addressing)
    {
        await using var harness = await EmulatorHarness.StartAsync((OssAddressing)addressing);
        var (client, data) = (harness.Client, ClientHarness.Data(350_000));
        var key = harness.Bucket.Object("big/a b+");
        harness.Stored.Put("source", data);

        var upload = await client.InitiateMultipartAsync(key, new() { ContentType = "text/plain" });
        var first = await client.UploadPartAsync(upload, 1, OssBody.FromMemory(data.AsMemory(0, 102_400)));
        await client.UploadPartCopyAsync(upload, 2, harness.Bucket.Object("source"), 102_400, 200_000);
        using var stream = new MemoryStream(data[302_400..]);
        using var rest = await OssBody.BufferAsync(stream, 1 << 20, default);
        await client.UploadPartAsync(upload, 7, rest);
        List<OssPart> parts = [];
        await foreach (var part in client.ListPartsAsync(upload)) parts.Add(part);
        Assert.Equal([(1, 102_400L), (2, 200_000L), (7, 47_600L)], parts.Select(p => (p.Number, p.Size)));
        Assert.Equal(first.Crc64, parts[0].Crc64);
        List<OssMultipartUpload> uploads = [];
        await foreach (var one in client.ListMultipartUploadsAsync(harness.Bucket, "big/")) uploads.Add(one);
        Assert.Equal((key, upload.UploadId), (uploads.Single().Object, uploads[0].UploadId));

        var result = await client.CompleteMultipartAsync(upload, parts);

        Assert.Equal((OssVerification.Crc64, OssCrc64.Of(data)), (result.Verification, result.Crc64));
        Assert.Equal(data, harness.Stored.Read("big/a b+"));
        Assert.False(await client.AbortMultipartAsync(upload));
        Assert.True((await client.CompleteMultipartAsync(upload, parts)).WasFound);
        Assert.True(await client.AbortMultipartAsync(await client.InitiateMultipartAsync(key)));
        Assert.Empty(harness.Stored.Uploads);
    }

    [Theory]
    [InlineData(OssAddressing.VirtualHosted)]
    [InlineData(OssAddressing.Path)]
    public async Task Awkward_keys_are_kept_apart(object addressing)
    {
        await using var harness = await EmulatorHarness.StartAsync((OssAddressing)addressing);
        var (client, bucket) = (harness.Client, harness.Bucket);
        foreach (var key in s_keys) await client.PutAsync(bucket.Object(key), OssBody.FromMemory(System.Text.Encoding.UTF8.GetBytes(key)));

        Assert.Equal(s_keys.Order(OssKeyOrder.Instance), harness.Stored.Keys);
        Assert.Equal(
            s_keys.Order(OssKeyOrder.Instance).Select(k => (k, false)), await ListAsync(client, bucket, new() { PageSize = 4 }));
        foreach (var key in s_keys)
        {
            await using (var download = await client.GetAsync(bucket.Object(key)))
                Assert.Equal(key, System.Text.Encoding.UTF8.GetString(await ReadAsync(download)));
            await client.CopyAsync(bucket.Object(key), bucket.Object("copy of " + key));
        }

        await client.DeleteManyAsync(bucket, s_keys);
        Assert.Equal(s_keys.Select(k => "copy of " + k).Order(OssKeyOrder.Instance), harness.Stored.Keys);
    }

    [Fact]
    public async Task Many_requests_at_once_do_not_disturb_each_other()
    {
        await using var harness = await EmulatorHarness.StartAsync();
        await Parallel.ForAsync(0, 100, async (i, _) =>
        {
            var (key, data) = (harness.Bucket.Object($"k{i}"), ClientHarness.Data(1000 * i, i));
            await harness.Client.PutAsync(key, OssBody.FromMemory(data), cancellationToken: CancellationToken.None);
            await using var download = await harness.Client.GetAsync(key, cancellationToken: CancellationToken.None);
            Assert.Equal(data, await ReadAsync(download));
        });

        Assert.All(harness.Emulator.Requests, r => Assert.Equal(200, r.Status));
    }

    [Fact]
    public async Task A_session_signs_with_its_token_and_a_wrong_secret_is_refused()
    {
        var session = new PaiAccessKey("STS.id", "session-secret", "session-token");
        await using var harness = await EmulatorHarness.StartAsync(accessKey: session);
        var key = harness.Bucket.Object("k");

        var unknown = await Assert.ThrowsAsync<OssException>(() => harness.Client.PutAsync(key, OssBody.Empty));
        harness.Emulator.AddAccessKey(new("STS.id", "another-secret", "session-token"));
        var wrong = await Assert.ThrowsAsync<OssException>(() => harness.Client.PutAsync(key, OssBody.Empty));
        harness.Emulator.AddAccessKey(session);
        await harness.Client.PutAsync(key, OssBody.Empty);

        Assert.Equal((HttpStatusCode.Forbidden, "InvalidAccessKeyId"), (unknown.StatusCode, unknown.Code));
        Assert.Equal((HttpStatusCode.Forbidden, "SignatureDoesNotMatch"), (wrong.StatusCode, wrong.Code));
        Assert.NotNull(wrong.RequestId);
        Assert.DoesNotContain("session-secret", wrong.ToString());
        Assert.DoesNotContain("session-token", wrong.ToString());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-30)]
    public async Task A_wrong_clock_does_no_harm(int hours)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddHours(hours));
        await using var harness = await EmulatorHarness.StartAsync(time: time);

        await harness.Client.PutAsync(harness.Bucket.Object("k"), OssBody.Empty);
        await harness.Client.DeleteAsync(harness.Bucket.Object("k"));

        Assert.Equal([403, 200, 204], harness.Emulator.Requests.Select(r => r.Status));
    }

    [Fact]
    public async Task A_presigned_location_needs_no_access_key()
    {
        await using var harness = await EmulatorHarness.StartAsync();
        var (key, data) = (harness.Bucket.Object("a/../b c+%"), ClientHarness.Data(1000));
        var put = await harness.Client.PresignPutAsync(key, TimeSpan.FromMinutes(1));
        var get = await harness.Client.PresignGetAsync(key, TimeSpan.FromMinutes(1));
        using var http = new HttpClient(harness.Emulator.CreateHandler());

        using var stored = await http.PutAsync(put, new ByteArrayContent(data));
        var read = await http.GetByteArrayAsync(get);
        using var forged = await http.GetAsync(new Uri(get.OriginalString[..^1] + (get.OriginalString[^1] == '0' ? '1' : '0')));

        Assert.Equal(HttpStatusCode.OK, stored.StatusCode);
        Assert.Equal(data, read);
        Assert.Equal(HttpStatusCode.Forbidden, forged.StatusCode);
    }

    [Fact]
    public async Task Refusals_are_typed()
    {
        await using var harness = await EmulatorHarness.StartAsync();
        var (client, key) = (harness.Client, harness.Bucket.Object("k"));
        await client.PutAsync(key, OssBody.FromMemory(ClientHarness.Data(10)));
        var elsewhere = new OssBucketAddress("nowhere", harness.Bucket.Endpoint).Object("k");

        async Task<string?> CodeAsync(Func<Task> call) => (await Assert.ThrowsAsync<OssException>(call)).Code;

        Assert.Equal("NoSuchKey", await CodeAsync(() => client.GetAsync(harness.Bucket.Object("no"))));
        Assert.Equal("NoSuchKey", await CodeAsync(() => client.HeadAsync(harness.Bucket.Object("no"))));
        Assert.Equal("NoSuchBucket", await CodeAsync(() => client.HeadAsync(elsewhere)));
        Assert.Equal("NoSuchBucket", await CodeAsync(() => client.GetAsync(elsewhere)));
        Assert.Equal("InvalidRange", await CodeAsync(() => client.GetAsync(key, new OssRange(10))));
        Assert.Equal("PreconditionFailed", await CodeAsync(() => client.GetAsync(key, condition: new() { IfMatch = "\"no\"" })));
        Assert.Equal("NotModified", await CodeAsync(() => client.GetAsync(key, condition: new() { IfNoneMatch = "*" })));
        Assert.Equal(
            "FileAlreadyExists", await CodeAsync(() => client.PutAsync(key, OssBody.Empty, new() { ForbidOverwrite = true })));
        Assert.True((await client.PutAsync(key, OssBody.FromMemory(ClientHarness.Data(10)), new() { ForbidOverwrite = true })).WasFound);
    }

    private static async Task<List<(string Key, bool IsPrefix)>> ListAsync(OssClient client, OssBucketAddress bucket, OssListing listing)
    {
        List<(string, bool)> entries = [];
        await foreach (var entry in client.ListAsync(bucket, listing)) entries.Add((entry.Key, entry.IsPrefix));
        return entries;
    }

    private static async Task<byte[]> ReadAsync(OssDownload download)
    {
        var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
