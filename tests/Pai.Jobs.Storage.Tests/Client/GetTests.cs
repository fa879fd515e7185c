using System.Net;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class GetTests
{
    private static readonly byte[] s_data = ClientHarness.Data(1000);

    [Fact]
    public async Task A_whole_object_is_read_and_its_crc_compared()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Whole(s_data, ("x-oss-meta-Author", "alice"), ("Last-Modified", "Thu, 15 Jan 2026 07:00:00 GMT")));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var bytes = await ReadAsync(download);

        Assert.Equal(s_data, bytes);
        Assert.Equal(OssVerification.Crc64, download.Verification);
        Assert.Equal((0L, 1000L), (download.Offset, download.Length));
        Assert.Equal("alice", download.Info.Metadata["author"]);
        Assert.Equal(ClientHarness.Start.AddHours(-1), download.Info.LastModified);
        Assert.Equal("\"E\"", download.Info.ETag);
        Assert.DoesNotContain("x-oss-range-behavior", harness.Handler.Sent[0].Headers.Keys);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_followed_by_another_from_the_next_byte_on()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Whole(s_data, BreaksAfter(s_data, 400)))
            .Then(new HttpRequestException("reset"))
            .Then(_ => Part(s_data, 400, 999, BreaksAfter(s_data[400..], 0)))
            .Then(_ => Part(s_data, 400, 999));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var bytes = await ReadAsync(download);

        Assert.Equal(s_data, bytes);
        Assert.Equal(OssVerification.Crc64, download.Verification);
        Assert.All(harness.Handler.Sent.Skip(1), s =>
        {
            Assert.Equal("bytes=400-999", s.Headers["Range"]);
            Assert.Equal("standard", s.Headers["x-oss-range-behavior"]);
            Assert.Equal("\"E\"", s.Headers["If-Match"]);
        });
    }

    [Fact]
    public async Task A_connection_that_ends_early_has_broken()
    {
        using var harness = new ClientHarness();
        var half = new StreamContent(new MemoryStream(s_data[..500]));
        half.Headers.ContentLength = 1000;
        harness.Handler.Then(Whole(s_data, half)).Then(_ => Part(s_data, 500, 999));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());

        Assert.Equal(s_data, await ReadAsync(download));
    }

    [Fact]
    public async Task A_service_that_breaks_off_without_progress_is_given_up()
    {
        using var harness = new ClientHarness(o => o with { MaxAttempts = 3 });
        harness.Handler.Then(Whole(s_data, BreaksAfter(s_data, 10)));
        harness.Handler.Otherwise = _ => Part(s_data, 10, 999, BreaksAfter(s_data[10..], 0));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var e = await Assert.ThrowsAsync<OssException>(() => ReadAsync(download));

        Assert.True(e.IsTransient);
        Assert.Equal(3, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task An_object_that_changed_in_the_middle_is_an_error()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Whole(s_data, BreaksAfter(s_data, 400)))
            .Then(Answers.Error(HttpStatusCode.PreconditionFailed, "PreconditionFailed"));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var e = await Assert.ThrowsAsync<OssException>(() => ReadAsync(download));

        Assert.Equal("PreconditionFailed", e.Code);
        Assert.False(e.IsTransient);
    }

    [Fact]
    public async Task Wrong_bytes_are_an_error_before_the_end_is_signalled()
    {
        using var harness = new ClientHarness();
        var wrong = s_data.ToArray();
        wrong[500] ^= 1;
        harness.Handler.Then(Whole(s_data, new ByteArrayContent(wrong)));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var buffer = new byte[2000];
        Assert.Equal(1000, await download.Content.ReadAtLeastAsync(buffer, 1000));
        var e = await Assert.ThrowsAsync<OssException>(() => download.Content.ReadExactlyAsync(buffer).AsTask());

        Assert.True(e.IsMismatch);
        Assert.Contains("CRC-64", e.Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_a_crc_the_MD5_is_compared(bool isWrong)
    {
        using var harness = new ClientHarness();
        var etag = $"\"{(isWrong ? new string('A', 32) : "D41D8CD98F00B204E9800998ECF8427E")}\"";
        harness.Handler.Then(Answers.Bytes(HttpStatusCode.OK, [], ("ETag", etag)));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());

        if (isWrong)
            Assert.Contains("MD5", (await Assert.ThrowsAsync<OssException>(() => ReadAsync(download))).Message);
        else
            Assert.Empty(await ReadAsync(download));
        Assert.Equal(isWrong ? OssVerification.Unverified : OssVerification.Md5, download.Verification);
    }

    [Fact]
    public async Task Without_any_checksum_the_result_says_so()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Bytes(HttpStatusCode.OK, s_data, ("ETag", "\"D41D8CD98F00B204E9800998ECF8427E-3\"")));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());

        Assert.Equal(s_data, await ReadAsync(download));
        Assert.Equal(OssVerification.Unverified, download.Verification);
    }

    [Theory]
    [InlineData(100L, 200L, "bytes=100-299", 200L)]
    [InlineData(900L, 200L, "bytes=900-1099", 100L)]
    [InlineData(100L, null, "bytes=100-", 900L)]
    [InlineData(0L, null, "bytes=0-", 1000L)]
    public async Task A_range_is_asked_for_as_the_standard_says(long offset, long? length, string header, long expected)
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(_ => Part(s_data, (int)offset, (int)(offset + expected - 1)));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object(), new OssRange(offset, length));
        var bytes = await ReadAsync(download);

        Assert.Equal(s_data[(int)offset..(int)(offset + expected)], bytes);
        Assert.Equal(OssCrc64.Of(bytes), download.Crc64);
        Assert.Equal(1000, download.Info.Size);
        Assert.Equal(header, harness.Handler.Sent[0].Headers["Range"]);
        Assert.Equal("standard", harness.Handler.Sent[0].Headers["x-oss-range-behavior"]);
        Assert.Equal(expected == 1000 ? OssVerification.Crc64 : OssVerification.Unverified, download.Verification);
    }

    [Theory]
    [InlineData("bytes 101-200/1000")]
    [InlineData("bytes 100-200/1000")]
    [InlineData("bytes 100-198/1000")]
    [InlineData("bytes 100-199/*")]
    [InlineData("garbage")]
    [InlineData("bytes -/")]
    [InlineData("bytes 100-199/150")]
    public async Task Another_range_than_the_one_asked_for_is_an_error(string contentRange)
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Bytes(
            HttpStatusCode.PartialContent, s_data[100..200], ("Content-Range", contentRange), ("x-oss-request-id", "R")));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.GetAsync(ClientHarness.Object(), new OssRange(100, 100)));

        Assert.Equal("R", e.RequestId);
        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task The_whole_object_in_answer_to_a_range_is_an_error()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Whole(s_data));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.GetAsync(ClientHarness.Object(), new OssRange(500, 1501)));

        Assert.Contains("the whole object came", e.Message);
    }

    [Fact]
    public async Task A_condition_that_is_not_met_is_an_error()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Status(HttpStatusCode.NotModified));

        var condition = new OssCondition { IfNoneMatch = "\"E\"", IfModifiedSince = ClientHarness.Start };
        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.GetAsync(ClientHarness.Object(), condition: condition));

        Assert.Equal(HttpStatusCode.NotModified, e.StatusCode);
        Assert.Equal("NotModified", e.Code);
        Assert.Equal("\"E\"", harness.Handler.Sent[0].Headers["If-None-Match"]);
        Assert.Equal("Thu, 15 Jan 2026 08:00:00 GMT", harness.Handler.Sent[0].Headers["If-Modified-Since"]);
    }

    [Fact]
    public async Task A_read_that_is_cancelled_ends_at_once()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Whole(s_data, new StreamContent(new SilentStream())));
        using var source = new CancellationTokenSource();

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var read = download.Content.ReadAsync(new byte[10], source.Token).AsTask();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
        Assert.Single(harness.Handler.Sent);
    }

    [Fact]
    public async Task A_connection_that_falls_silent_has_broken()
    {
        using var harness = new ClientHarness();
        using var silent = new SilentStream();
        harness.Handler.Then(Whole(s_data, new StreamContent(silent))).Then(_ => Part(s_data, 0, 999));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var reading = ReadAsync(download);
        await silent.IsRead;
        harness.Time.Advance(new OssClientOptions().IdleTimeout);

        Assert.Equal(s_data, await reading);
        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Fact]
    public async Task Time_between_two_reads_does_not_count()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Whole(s_data));

        await using var download = await harness.Client.GetAsync(ClientHarness.Object());
        var buffer = new byte[600];
        await download.Content.ReadExactlyAsync(buffer);
        harness.Time.Advance(TimeSpan.FromHours(3));
        await download.Content.ReadExactlyAsync(buffer.AsMemory(0, 400));

        Assert.Equal(s_data[600..], buffer[..400]);
        Assert.Single(harness.Handler.Sent);
    }

    private static HttpResponseMessage Whole(byte[] data, params (string Name, string Value)[] headers) =>
        Answers.Bytes(HttpStatusCode.OK, data, [("ETag", "\"E\""), ("x-oss-hash-crc64ecma", $"{OssCrc64.Of(data)}"), .. headers]);

    private static HttpResponseMessage Whole(byte[] data, HttpContent content)
    {
        content.Headers.ContentLength = data.Length;
        return Answers.Content(HttpStatusCode.OK, content, ("ETag", "\"E\""), ("x-oss-hash-crc64ecma", $"{OssCrc64.Of(data)}"));
    }

    private static HttpResponseMessage Part(byte[] data, int first, int last, HttpContent? content = null)
    {
        content ??= new ByteArrayContent(data[first..(last + 1)]);
        content.Headers.ContentLength = last - first + 1;
        return Answers.Content(
            HttpStatusCode.PartialContent, content, ("ETag", "\"E\""), ("x-oss-hash-crc64ecma", $"{OssCrc64.Of(data)}"),
            ("Content-Range", $"bytes {first}-{last}/{data.Length}"));
    }

    private static StreamContent BreaksAfter(byte[] data, int count) => new(new BreakingStream(data[..count]));

    private static async Task<byte[]> ReadAsync(OssDownload download)
    {
        var bytes = new MemoryStream();
        await download.Content.CopyToAsync(bytes, 333);
        return bytes.ToArray();
    }

    /// <summary>Gives bytes, and then fails as a connection does.</summary>
    private sealed class BreakingStream(byte[] data) : MemoryStream(data)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is var count and > 0 ? count : throw new IOException("It was reset.");
    }

    /// <summary>Gives nothing until it is cancelled.</summary>
    private sealed class SilentStream : MemoryStream
    {
        private readonly TaskCompletionSource _read = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsRead => _read.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _read.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return 0;
        }
    }
}
