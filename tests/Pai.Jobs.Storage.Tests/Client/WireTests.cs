using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

/// <summary>The client over real sockets, with the handler of its own.</summary>
public class WireTests
{
    private static readonly byte[] s_data = ClientHarness.Data(4_000_000);

    [Fact]
    public async Task A_refusal_in_the_middle_of_a_body_is_understood()
    {
        const string body = "<Error><Code>AccessDenied</Code><Message>No.</Message></Error>";
        await using var server = new RawServer(
            async c =>
            {
                await c.ReadHeadAsync();
                await c.ReadAsync(1000);
                c.Reset();
            },
            async c =>
            {
                Assert.Contains("Expect: 100-continue", await c.ReadHeadAsync());
                await c.WriteAsync($"HTTP/1.1 403 Forbidden\nContent-Length: {body.Length}\nConnection: close\n\n{body}");
            });
        using var client = Client();

        var e = await Assert.ThrowsAsync<OssException>(() => client.PutAsync(Object(server), OssBody.FromMemory(s_data)));

        Assert.Equal("AccessDenied", e.Code);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_source_is_read_again_from_its_start_after_a_reset()
    {
        byte[] arrived = [];
        await using var server = new RawServer(
            async c =>
            {
                await c.ReadHeadAsync();
                await c.ReadAsync(1_000_000);
                c.Reset();
            },
            async c =>
            {
                await c.ReadHeadAsync();
                await c.WriteAsync("HTTP/1.1 100 Continue\n\n");
                arrived = await c.ReadAsync(s_data.Length);
                await c.WriteAsync($"HTTP/1.1 200 OK\nx-oss-hash-crc64ecma: {OssCrc64.Of(arrived)}\nETag: \"E\"\nContent-Length: 0\n\n");
            });
        using var client = Client();

        var result = await client.PutAsync(Object(server), OssBody.FromStream(new MemoryStream(s_data), 0, s_data.Length));

        Assert.Equal(OssVerification.Crc64, result.Verification);
        Assert.Equal(s_data, arrived);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_download_goes_on_after_a_reset_or_an_early_end(bool isReset)
    {
        const int broken = 1_234_567;
        await using var server = new RawServer(
            async c =>
            {
                await c.ReadHeadAsync();
                await c.WriteAsync(Head("200 OK", s_data.Length), s_data[..broken]);
                if (isReset) c.Reset();
            },
            async c =>
            {
                var head = await c.ReadHeadAsync();
                var start = int.Parse(head.Split("bytes=")[1].Split('-')[0]);
                Assert.Contains("If-Match: \"E\"", head);
                await c.WriteAsync(
                    Head("206 Partial Content", s_data.Length - start, $"Content-Range: bytes {start}-3999999/4000000\n"), s_data[start..]);
            });
        using var client = Client();

        await using var download = await client.GetAsync(Object(server));
        var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes);

        Assert.Equal(s_data, bytes.ToArray());
        Assert.Equal(OssVerification.Crc64, download.Verification);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_gzip_encoded_object_comes_as_it_is_stored_and_a_redirect_is_not_followed()
    {
        await using var server = new RawServer(
            async c =>
            {
                await c.ReadHeadAsync();
                await c.WriteAsync(Head("200 OK", s_data.Length, "Content-Encoding: gzip\nSet-Cookie: a=b\n"), s_data);
            },
            async c =>
            {
                Assert.DoesNotContain("Cookie", await c.ReadHeadAsync());
                await c.WriteAsync("HTTP/1.1 302 Found\nLocation: http://127.0.0.1:1/\nContent-Length: 0\nConnection: close\n\n");
            });
        using var client = Client();

        await using (var download = await client.GetAsync(Object(server)))
        {
            Assert.Equal("gzip", download.Info.ContentEncoding);
            await download.Content.CopyToAsync(Stream.Null);
            Assert.Equal(OssVerification.Crc64, download.Verification);
        }

        var e = await Assert.ThrowsAsync<OssException>(() => client.DeleteAsync(Object(server)));
        Assert.Equal(302, (int?)e.StatusCode);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_and_a_cancelled_call_ends()
    {
        using var release = new SemaphoreSlim(0);
        await using var server = new RawServer(async c =>
        {
            await c.ReadHeadAsync();
            await release.WaitAsync();
        });
        using var client = Client(o => o with { MaxAttempts = 1, IdleTimeout = TimeSpan.FromMilliseconds(200) });
        using var patient = Client();
        using var source = new CancellationTokenSource();

        var e = await Assert.ThrowsAsync<OssException>(() => client.DeleteAsync(Object(server)));
        Assert.Contains("was silent for 0.2 seconds", e.Message);
        release.Release();

        var call = patient.PutAsync(Object(server), OssBody.FromMemory(s_data), cancellationToken: source.Token);
        await source.CancelAsync();
        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(source.Token, cancelled.CancellationToken);
        release.Release();
    }

    [Fact]
    public async Task A_port_where_no_one_listens_is_a_typed_error()
    {
        var server = new RawServer(_ => Task.CompletedTask);
        var address = Object(server);
        await server.DisposeAsync();
        using var client = Client(o => o with { MaxAttempts = 2 });

        var e = await Assert.ThrowsAsync<OssException>(() => client.HeadAsync(address));

        Assert.True(e.IsTransient);
        Assert.Contains("HEAD oss://bucket/key failed: the connection to http://127.0.0.1:", e.Message);
    }

    private static OssClient Client(Func<OssClientOptions, OssClientOptions>? change = null)
    {
        var options = new OssClientOptions { RetryDelay = TimeSpan.Zero };
        return new(PaiCredentials.FromAccessKey(new("id", "secret")), change?.Invoke(options) ?? options);
    }

    private static OssObjectAddress Object(RawServer server) =>
        new OssBucketAddress("bucket", OssEndpoint.Parse($"http://127.0.0.1:{server.Port}", region: "cn-hangzhou")).Object("key");

    private static string Head(string status, int length, string more = "") =>
        $"HTTP/1.1 {status}\nContent-Length: {length}\nETag: \"E\"\nx-oss-hash-crc64ecma: {OssCrc64.Of(s_data)}\nConnection: close\n"
        + $"{more}\n";
}
