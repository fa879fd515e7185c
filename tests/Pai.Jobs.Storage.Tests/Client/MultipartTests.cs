using System.Net;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class MultipartTests
{
    private static readonly byte[] s_data = ClientHarness.Data(5000);
    private static readonly OssMultipartUpload s_upload = new(ClientHarness.Object("a+b"), "U 1");

    private static readonly OssPart[] s_parts =
    [
        new(1, "\"A\"", 3000) { Crc64 = OssCrc64.Of(s_data.AsSpan(0, 3000)) },
        new(4, "\"B\"", 2000) { Crc64 = OssCrc64.Of(s_data.AsSpan(3000)) },
    ];

    [Fact]
    public async Task An_upload_is_begun_with_the_settings_of_its_object()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Initiated("U1"));

        var upload = await harness.Client.InitiateMultipartAsync(
            ClientHarness.Object("a b"), new() { ContentType = "text/plain", ForbidOverwrite = true });

        Assert.Equal(("U1", "a b"), (upload.UploadId, upload.Object.Key));
        var sent = harness.Handler.Sent.Single();
        Assert.Equal("https://examplebucket.oss-cn-hangzhou.aliyuncs.com/a%20b?encoding-type=url&uploads", sent.Uri);
        Assert.Equal("text/plain", sent.Headers["Content-Type"]);
        Assert.Equal("0", sent.Headers["Content-Length"]);
        Assert.DoesNotContain("x-oss-forbid-overwrite", sent.Headers.Keys);
    }

    [Fact]
    public async Task A_lost_beginning_names_the_uploads_that_it_may_be_and_aborts_none()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(new HttpRequestException("reset"))
            .Then(Uploads(
                ("a b", "new1", "2026-01-15T08:00:01.000Z"), ("a b", "old", "2026-01-15T07:00:00.000Z"),
                ("a b", "new2", "2026-01-15T07:59:30.000Z"), ("a bc", "other", "2026-01-15T08:00:01.000Z")));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.InitiateMultipartAsync(ClientHarness.Object("a b")));

        Assert.Contains("new1, new2.", e.Message);
        Assert.DoesNotContain("old", e.Message);
        Assert.True(e.IsTransient);
        Assert.Equal(["POST", "GET"], harness.Handler.Sent.Select(s => s.Method));
    }

    [Fact]
    public async Task A_lost_beginning_that_began_nothing_is_repeated()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Error(HttpStatusCode.InternalServerError, "InternalError")).Then(Uploads()).Then(Initiated("U2"));

        var upload = await harness.Client.InitiateMultipartAsync(ClientHarness.Object("a b"));

        Assert.Equal("U2", upload.UploadId);
    }

    [Fact]
    public async Task A_beginning_whose_answer_cannot_be_read_names_the_upload()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Xml("<Initi")).Then(Uploads(("a b", "new1", "2026-01-15T08:00:01.000Z")));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.InitiateMultipartAsync(ClientHarness.Object("a b")));

        Assert.Contains("new1.", e.Message);
    }

    [Fact]
    public async Task A_beginning_that_was_refused_is_repeated_without_looking()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.ServiceUnavailable, "SlowDown"))
            .Then(new HttpRequestException(HttpRequestError.ConnectionError))
            .Then(Initiated("U3"));

        var upload = await harness.Client.InitiateMultipartAsync(ClientHarness.Object("a b"));

        Assert.Equal("U3", upload.UploadId);
        Assert.Equal(["POST", "POST", "POST"], harness.Handler.Sent.Select(s => s.Method));
    }

    [Fact]
    public async Task A_part_is_compared_and_repeated()
    {
        using var harness = new ClientHarness();
        var crc = OssCrc64.Of(s_data);
        harness.Handler
            .Then(Answers.Status(HttpStatusCode.OK, ("ETag", "\"P\""), ("x-oss-hash-crc64ecma", "7")))
            .Then(Answers.Status(HttpStatusCode.OK, ("ETag", "\"P\""), ("x-oss-hash-crc64ecma", $"{crc}")));

        var part = await harness.Client.UploadPartAsync(s_upload, 17, OssBody.FromMemory(s_data));

        Assert.Equal((17, "\"P\"", 5000L, crc, OssVerification.Crc64), (part.Number, part.ETag, part.Size, part.Crc64, part.Verification));
        Assert.Equal(2, harness.Handler.Sent.Count);
        Assert.EndsWith("/a%2Bb?partNumber=17&uploadId=U%201", harness.Handler.Sent[0].Uri);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task A_part_has_a_number_from_1_to_10_000(int number)
    {
        using var harness = new ClientHarness();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => harness.Client.UploadPartAsync(s_upload, number, OssBody.Empty));
    }

    [Fact]
    public async Task A_part_is_copied_from_a_range()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Xml("<CopyPartResult><ETag>\"C\"</ETag></CopyPartResult>"));

        var part = await harness.Client.UploadPartCopyAsync(s_upload, 2, ClientHarness.Object("s r?c"), 100, 50, "\"S\"");

        var headers = harness.Handler.Sent.Single().Headers;
        Assert.Equal((2, "\"C\"", 50L), (part.Number, part.ETag, part.Size));
        Assert.Equal("/examplebucket/s%20r%3Fc", headers["x-oss-copy-source"]);
        Assert.Equal("bytes=100-149", headers["x-oss-copy-source-range"]);
        Assert.Equal("\"S\"", headers["x-oss-copy-source-if-match"]);
    }

    [Fact]
    public async Task All_pages_of_parts_are_listed()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Xml(
                "<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker>"
                + "<Part><PartNumber>1</PartNumber><ETag>\"A\"</ETag><HashCrc64ecma>12</HashCrc64ecma><Size>3000</Size></Part>"
                + "</ListPartsResult>"))
            .Then(Answers.Xml(
                "<ListPartsResult><IsTruncated>false</IsTruncated>"
                + "<Part><PartNumber>4</PartNumber><ETag>\"B\"</ETag><Size>2000</Size></Part></ListPartsResult>"));

        var parts = await ToListAsync(harness.Client.ListPartsAsync(s_upload));

        Assert.Equal([(1, 3000L, 12UL), (4, 2000L, null)], parts.Select(p => (p.Number, p.Size, p.Crc64)));
        Assert.EndsWith("max-parts=1000&part-number-marker=1&uploadId=U%201", harness.Handler.Sent[1].Uri);
    }

    [Fact]
    public async Task The_completed_object_is_compared_with_its_parts()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Completed($"{OssCrc64.Of(s_data)}"));

        var result = await harness.Client.CompleteMultipartAsync(s_upload, s_parts, forbidOverwrite: true);

        var sent = harness.Handler.Sent.Single();
        Assert.Equal((5000L, "\"W-2\"", OssVerification.Crc64), (result.Size, result.ETag, result.Verification));
        Assert.Equal(
            "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"A\"</ETag></Part>"
            + "<Part><PartNumber>4</PartNumber><ETag>\"B\"</ETag></Part></CompleteMultipartUpload>", sent.Text);
        Assert.Equal("true", sent.Headers["x-oss-forbid-overwrite"]);
        Assert.Equal("application/xml", sent.Headers["Content-Type"]);
    }

    [Fact]
    public async Task A_completed_object_with_other_bytes_is_an_error()
    {
        using var harness = new ClientHarness(o => o with { MaxAttempts = 1 });
        harness.Handler.Then(Completed("1"));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.CompleteMultipartAsync(s_upload, s_parts));

        Assert.True(e.IsMismatch);
    }

    [Theory]
    [InlineData("same")]
    [InlineData("other")]
    [InlineData("missing")]
    public async Task A_completion_whose_answer_was_lost_is_settled_by_the_object(string there)
    {
        using var harness = new ClientHarness();
        var crc = there == "same" ? $"{OssCrc64.Of(s_data)}" : "1";
        harness.Handler
            .Then(new IOException("reset"))
            .Then(Answers.Error(HttpStatusCode.NotFound, "NoSuchUpload"))
            .Then(there == "missing"
                ? Answers.Status(HttpStatusCode.NotFound)
                : Answers.Bytes(HttpStatusCode.OK, s_data, ("ETag", "\"W\""), ("x-oss-hash-crc64ecma", crc)));

        var completion = harness.Client.CompleteMultipartAsync(s_upload, s_parts);

        if (there == "same")
            Assert.True((await completion).WasFound);
        else
            Assert.Equal("NoSuchUpload", (await Assert.ThrowsAsync<OssException>(() => completion)).Code);
        Assert.Equal(["POST", "POST", "HEAD"], harness.Handler.Sent.Select(s => s.Method));
    }

    [Fact]
    public async Task Without_the_crcs_of_the_parts_nothing_is_taken_for_the_object()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Error(HttpStatusCode.NotFound, "NoSuchUpload"))
            .Then(Answers.Bytes(HttpStatusCode.OK, s_data, ("ETag", "\"W\""), ("x-oss-hash-crc64ecma", "1")));

        await Assert.ThrowsAsync<OssException>(() => harness.Client.CompleteMultipartAsync(s_upload, [new(1, "\"A\"", 5000)]));
    }

    [Fact]
    public async Task Parts_out_of_order_or_none_are_refused()
    {
        using var harness = new ClientHarness();

        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.CompleteMultipartAsync(s_upload, [s_parts[1], s_parts[0]]));
        await Assert.ThrowsAsync<ArgumentException>(() => harness.Client.CompleteMultipartAsync(s_upload, []));
    }

    [Fact]
    public async Task An_upload_that_is_gone_counts_as_aborted()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Status(HttpStatusCode.NoContent))
            .Then(new IOException("reset")).Then(Answers.Error(HttpStatusCode.NotFound, "NoSuchUpload"));

        Assert.True(await harness.Client.AbortMultipartAsync(s_upload));
        Assert.False(await harness.Client.AbortMultipartAsync(s_upload));
    }

    [Fact]
    public async Task All_pages_of_uploads_are_listed()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Xml(
                "<ListMultipartUploadsResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
                + "<NextKeyMarker>a%20b</NextKeyMarker><NextUploadIdMarker>U1</NextUploadIdMarker>"
                + "<Upload><Key>a%20b</Key><UploadId>U1</UploadId></Upload></ListMultipartUploadsResult>"))
            .Then(Uploads(("c", "U2", "2026-01-15T08:00:01.000Z")));

        var uploads = await ToListAsync(harness.Client.ListMultipartUploadsAsync(ClientHarness.Bucket));

        Assert.Equal([("a b", "U1"), ("c", "U2")], uploads.Select(u => (u.Object.Key, u.UploadId)));
        Assert.Contains("key-marker=a%20b&max-uploads=1000&upload-id-marker=U1&uploads", harness.Handler.Sent[1].Uri);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("\"S\"")]
    public async Task A_copy_is_pinned_to_the_source_and_compared_with_it(string? etag)
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Bytes(HttpStatusCode.OK, s_data, ("ETag", "\"S\""), ("x-oss-hash-crc64ecma", "77")))
            .Then(new IOException("reset"))
            .Then(Answers.Xml("<CopyObjectResult><ETag>\"T\"</ETag></CopyObjectResult>", ("x-oss-hash-crc64ecma", "77")));

        var result = await harness.Client.CopyAsync(ClientHarness.Object("x/../y"), ClientHarness.Object("z"), sourceETag: etag);

        Assert.Equal((5000L, "\"T\"", 77UL, OssVerification.Crc64), (result.Size, result.ETag, result.Crc64, result.Verification));
        Assert.Equal(["HEAD", "PUT", "PUT"], harness.Handler.Sent.Select(s => s.Method));
        Assert.Equal("/examplebucket/x/../y", harness.Handler.Sent[2].Headers["x-oss-copy-source"]);
        Assert.Equal("\"S\"", harness.Handler.Sent[2].Headers["x-oss-copy-source-if-match"]);
        Assert.DoesNotContain("x-oss-metadata-directive", harness.Handler.Sent[2].Headers.Keys);
    }

    [Fact]
    public async Task A_copy_with_settings_replaces_those_of_the_source()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Bytes(HttpStatusCode.OK, s_data, ("ETag", "\"S\""), ("x-oss-hash-crc64ecma", "77")))
            .Then(Answers.Error(HttpStatusCode.Conflict, "FileAlreadyExists"))
            .Then(Answers.Bytes(HttpStatusCode.OK, s_data, ("ETag", "\"T\""), ("x-oss-hash-crc64ecma", "77")));

        var result = await harness.Client.CopyAsync(
            ClientHarness.Object("x"), ClientHarness.Object("z"), new() { ContentType = "text/html", ForbidOverwrite = true });

        Assert.True(result.WasFound);
        Assert.Equal("REPLACE", harness.Handler.Sent[1].Headers["x-oss-metadata-directive"]);
        Assert.Equal("text/html", harness.Handler.Sent[1].Headers["Content-Type"]);
    }

    private static HttpResponseMessage Initiated(string id) => Answers.Xml(
        $"<?xml version=\"1.0\"?><InitiateMultipartUploadResult><UploadId>{id}</UploadId></InitiateMultipartUploadResult>");

    private static HttpResponseMessage Completed(string crc) => Answers.Xml(
        "<CompleteMultipartUploadResult><Key>a%2Bb</Key><ETag>\"W-2\"</ETag></CompleteMultipartUploadResult>",
        ("x-oss-hash-crc64ecma", crc));

    private static HttpResponseMessage Uploads(params (string Key, string Id, string Time)[] uploads) => Answers.Xml(
        "<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>"
        + string.Concat(uploads.Select(
            u => $"<Upload><Key>{u.Key}</Key><UploadId>{u.Id}</UploadId><Initiated>{u.Time}</Initiated></Upload>"))
        + "</ListMultipartUploadsResult>");

    private static async Task<List<T>> ToListAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items) list.Add(item);
        return list;
    }
}
