using System.Net;
using System.Text;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Readers of bytes from outside, given answers that are damaged at random: each has a result or a typed error.</summary>
public class FuzzTests
{
    private static readonly string[] s_documents =
    [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>NoSuchKey</Code><Message>No.</Message><RequestId>R</RequestId><EC>1-2</EC>"
            + "<Endpoint>e</Endpoint><ServerTime>2026-01-15T08:00:00.000Z</ServerTime></Error>",
        "<ListBucketResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>T</NextContinuationToken>"
            + "<Contents><Key>a%20b</Key><LastModified>2026-01-15T07:00:00.000Z</LastModified><ETag>\"E\"</ETag><Size>12</Size></Contents>"
            + "<CommonPrefixes><Prefix>b%2F</Prefix></CommonPrefixes></ListBucketResult>",
        "<ListPartsResult><IsTruncated>true</IsTruncated><NextPartNumberMarker>1</NextPartNumberMarker><Part><PartNumber>1</PartNumber>"
            + "<ETag>\"A\"</ETag><HashCrc64ecma>12</HashCrc64ecma><Size>3000</Size></Part></ListPartsResult>",
        "<ListMultipartUploadsResult><EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextKeyMarker>a%20b</NextKeyMarker>"
            + "<Upload><Key>a%20b</Key><UploadId>U1</UploadId><Initiated>2026-01-15T07:00:00.000Z</Initiated></Upload>"
            + "</ListMultipartUploadsResult>",
        "<InitiateMultipartUploadResult><UploadId>U</UploadId></InitiateMultipartUploadResult>",
        "<CompleteMultipartUploadResult><ETag>\"E\"</ETag></CompleteMultipartUploadResult>",
        "<CopyObjectResult><ETag>\"E\"</ETag></CopyObjectResult>", "<CopyPartResult><ETag>\"E\"</ETag></CopyPartResult>",
        "<DeleteResult><EncodingType>url</EncodingType><Deleted><Key>k</Key></Deleted>"
            + "<Error><Key>k</Key><Code>C</Code></Error></DeleteResult>",
        "<BucketInfo><Bucket><Name>b</Name><CreationDate>2013-07-31T10:56:21.000Z</CreationDate></Bucket></BucketInfo>",
    ];

    private static readonly (string Name, string Value)[] s_headers =
    [
        ("ETag", "\"D41D8CD98F00B204E9800998ECF8427E\""), ("x-oss-hash-crc64ecma", "11051210869376104954"),
        ("Date", "Thu, 15 Jan 2026 08:00:00 GMT"),
        ("Last-Modified", "Thu, 15 Jan 2026 07:00:00 GMT"), ("Content-Range", "bytes 0-99/1000"),
        ("Content-MD5", "1B2M2Y8AsgTpgAmY7PhCfg=="),
        ("Content-Length", "100"), ("x-oss-err", Convert.ToBase64String(Encoding.UTF8.GetBytes(s_documents[0]))), ("x-oss-meta-a", "b"),
        ("x-oss-object-type", "Normal"), ("x-oss-request-id", "R"), ("x-oss-ec", "1-2"), ("Content-Type", "text/plain"),
    ];

    [Fact]
    public Task Damaged_answers_give_results_or_typed_errors() => RunAsync(seed: 12, rounds: 150);

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public Task Many_damaged_answers_give_results_or_typed_errors() => RunAsync(seed: 1200, rounds: 10_000);

    private static async Task RunAsync(int seed, int rounds)
    {
        var random = new Random(seed);
        using var harness = new ClientHarness(o => o with { MaxAttempts = 2 });
        var answers = 0;
        harness.Handler.Otherwise = s =>
        {
            // A list whose pages lead on for ever is the service's; here it ends.
            if (++answers > 20) return Answers.Error(HttpStatusCode.Forbidden, "AccessDenied");
            return Damaged(random);
        };
        for (var i = 0; i < rounds; i++)
        {
            foreach (var operation in Operations(harness.Client))
            {
                answers = 0;
                harness.Handler.Sent.Clear();
                try
                {
                    await operation().WaitAsync(TimeSpan.FromSeconds(30));
                }
                catch (OssException e)
                {
                    Assert.NotEmpty(e.Message);
                    Assert.DoesNotContain(e.Message, c => char.IsControl(c));
                }
            }
        }
    }

    private static IEnumerable<Func<Task>> Operations(OssClient client)
    {
        var (bucket, key) = (ClientHarness.Bucket, ClientHarness.Object());
        var upload = new OssMultipartUpload(key, "U");
        OssPart[] parts = [new(1, "\"A\"", 100) { Crc64 = 1 }];
        var body = OssBody.FromMemory(new byte[100]);
        yield return () => client.PutAsync(key, body);
        yield return () => client.PutAsync(key, body, new() { ForbidOverwrite = true });
        yield return () => ReadAsync(client.GetAsync(key));
        yield return () => ReadAsync(client.GetAsync(key, new OssRange(0, 100)));
        yield return () => client.HeadAsync(key);
        yield return () => client.TryGetMetaAsync(key);
        yield return () => client.CopyAsync(key, key);
        yield return () => client.DeleteAsync(key);
        yield return () => client.DeleteManyAsync(bucket, ["k", "l"]);
        yield return () => EnumerateAsync(client.ListAsync(bucket));
        yield return () => client.GetBucketInfoAsync(bucket);
        yield return () => client.InitiateMultipartAsync(key);
        yield return () => client.UploadPartAsync(upload, 1, body);
        yield return () => client.UploadPartCopyAsync(upload, 1, key, 0, 100);
        yield return () => EnumerateAsync(client.ListPartsAsync(upload));
        yield return () => client.CompleteMultipartAsync(upload, parts);
        yield return () => client.AbortMultipartAsync(upload);
        yield return () => EnumerateAsync(client.ListMultipartUploadsAsync(bucket));
    }

    private static async Task ReadAsync(Task<OssDownload> get)
    {
        await using var download = await get;
        await download.Content.CopyToAsync(Stream.Null);
    }

    private static async Task EnumerateAsync<T>(IAsyncEnumerable<T> items)
    {
        await foreach (var _ in items)
        {
        }
    }

    private static HttpResponseMessage Damaged(Random random)
    {
        int[] statuses = [200, 206, 204, random.Next(200, 600)];
        var status = (HttpStatusCode)statuses[random.Next(statuses.Length)];
        var body = random.Next(5) == 0
            ? new byte[100]
            : Damage(random, Encoding.UTF8.GetBytes(s_documents[random.Next(s_documents.Length)]), random.Next(4));
        var headers = s_headers.Where(_ => random.Next(3) > 0)
            .Select(h => (h.Name, Line(Damage(random, Encoding.UTF8.GetBytes(h.Value), random.Next(3)))));
        return Answers.Bytes(status, body, [.. headers]);
    }

    private static string Line(byte[] bytes) => Encoding.Latin1.GetString([.. bytes.Where(b => b is not ((byte)'\r' or (byte)'\n'))]);

    private static byte[] Damage(Random random, byte[] bytes, int times)
    {
        for (; times > 0 && bytes.Length > 0; times--)
        {
            var (at, length) = (random.Next(bytes.Length), random.Next(1, 20));
            var end = Math.Min(bytes.Length, at + length);
            bytes = random.Next(5) switch
            {
                0 => [.. bytes[..at], (byte)random.Next(256), .. bytes[(at + 1)..]],
                1 => [.. bytes[..at], .. bytes[end..]],
                2 => [.. bytes[..end], .. bytes[at..]],
                3 => bytes[..at],
                _ => [.. bytes[..at], .. "99999999999999999999999"u8, .. bytes[at..]],
            };
        }

        return bytes;
    }
}
