using System.Net;
using System.Text;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class ListTests
{
    [Fact]
    public async Task All_pages_are_listed_in_the_order_of_bytes()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Xml(
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://doc.oss-cn-hangzhou.aliyuncs.com">
                  <EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>Ca+=</NextContinuationToken>
                  <Contents><Key>a%20%2B%01%25</Key><LastModified>2026-01-15T07:00:00.000Z</LastModified><ETag>"E"</ETag><Type>Normal</Type>
                    <Size>5368709121</Size><StorageClass>IA</StorageClass><Owner><ID>1</ID></Owner></Contents>
                  <Contents><Key>c+c</Key><Size>0</Size></Contents>
                  <CommonPrefixes><Prefix>b%2F</Prefix></CommonPrefixes>
                </ListBucketResult>
                """))
            .Then(Answers.Xml("<ListBucketResult><Contents><Key>d%20</Key><Size>1</Size></Contents></ListBucketResult>"));

        List<OssListEntry> entries = [];
        var listing = new OssListing { Prefix = "p +", Delimiter = "/", StartAfter = "a" };
        await foreach (var entry in harness.Client.ListAsync(ClientHarness.Bucket, listing))
            entries.Add(entry);

        Assert.Equal(["a +\u0001%", "b/", "c+c", "d%20"], entries.Select(e => e.Key));
        Assert.Equal([false, true, false, false], entries.Select(e => e.IsPrefix));
        var first = entries[0];
        Assert.Equal((5368709121, "\"E\"", "IA", "Normal"), (first.Size, first.ETag, first.StorageClass, first.ObjectType));
        Assert.Equal(ClientHarness.Start.AddHours(-1), entries[0].LastModified);
        const string query = "delimiter=%2F&encoding-type=url&list-type=2&max-keys=1000&prefix=p%20%2B&start-after=a";
        Assert.Equal($"https://examplebucket.oss-cn-hangzhou.aliyuncs.com/?{query}", harness.Handler.Sent[0].Uri);
        Assert.Contains("continuation-token=Ca%2B%3D&", harness.Handler.Sent[1].Uri);
    }

    [Fact]
    public async Task A_page_that_leads_to_itself_is_an_error()
    {
        using var harness = new ClientHarness();
        harness.Handler.Otherwise = _ => Answers.Xml(
            "<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>T</NextContinuationToken></ListBucketResult>");

        await Assert.ThrowsAsync<OssException>(async () =>
        {
            await foreach (var _ in harness.Client.ListAsync(ClientHarness.Bucket)) Assert.Fail("It has no entries.");
        });

        Assert.Equal(2, harness.Handler.Sent.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task A_page_has_1_to_1000_entries(int size)
    {
        using var harness = new ClientHarness();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => harness.Client.ListPageAsync(ClientHarness.Bucket, new() { PageSize = size }));
    }

    [Fact]
    public async Task A_bucket_says_where_it_is()
    {
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Xml(
            "<BucketInfo><Bucket><Name>examplebucket</Name><Location>oss-cn-hangzhou</Location>"
            + "<CreationDate>2013-07-31T10:56:21.000Z</CreationDate>"
            + "<ExtranetEndpoint>oss-cn-hangzhou.aliyuncs.com</ExtranetEndpoint><Versioning>Enabled</Versioning>"
            + "<Owner/></Bucket></BucketInfo>"));

        var info = await harness.Client.GetBucketInfoAsync(ClientHarness.Bucket);

        Assert.Equal(("oss-cn-hangzhou", "Enabled"), (info.Location, info.Versioning));
        Assert.Equal("oss-cn-hangzhou.aliyuncs.com", info.ExtranetEndpoint);
        Assert.Null(info.IntranetEndpoint);
        Assert.EndsWith("/?bucketInfo", harness.Handler.Sent[0].Uri);
    }

    [Fact]
    public void The_order_is_that_of_the_UTF_8_bytes()
    {
        var random = new Random(8);
        string[] letters = ["a", "b", "/", "", "\u00e9", "\u4e2d", "\ue000", "\uffff", "\U00010000", "\U0010ffff", "\ud7ff"];
        for (var i = 0; i < 20_000; i++)
        {
            var (a, b) = (Text(), Text());
            var bytes = Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));
            Assert.Equal(Math.Sign(bytes), Math.Sign(OssKeyOrder.Compare(a, b)));
        }

        string Text() => string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => letters[random.Next(letters.Length)]));
    }

    [Fact]
    public async Task Many_objects_are_deleted_a_thousand_at_a_time()
    {
        using var harness = new ClientHarness();
        harness.Handler.Otherwise = s => s.Method == "POST"
            ? Answers.Bytes(HttpStatusCode.OK, [])
            : Answers.Status(HttpStatusCode.NoContent);
        string[] keys = [.. Enumerable.Range(0, 2001).Select(i => $"k{i}"), "a<&>\r\n\"b", "c\u0001", "d\uffff"];

        await harness.Client.DeleteManyAsync(ClientHarness.Bucket, keys);

        Assert.Equal(["POST", "POST", "POST", "DELETE", "DELETE"], harness.Handler.Sent.Select(s => s.Method));
        var sent = harness.Handler.Sent[2];
        Assert.Equal(
            "<Delete><Quiet>true</Quiet><Object><Key>k2000</Key></Object><Object><Key>a&lt;&amp;&gt;&#13;&#10;\"b</Key></Object></Delete>",
            sent.Text);
#pragma warning disable CA5351 // The service requires it.
        Assert.Equal(Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(sent.Body!)), sent.Headers["Content-MD5"]);
#pragma warning restore CA5351
        Assert.EndsWith("/?delete&encoding-type=url", sent.Uri);
        Assert.EndsWith("/c%01", harness.Handler.Sent[3].Uri);
    }

    [Fact]
    public async Task Long_keys_are_deleted_in_requests_that_the_service_takes()
    {
        using var harness = new ClientHarness();
        harness.Handler.Otherwise = _ => Answers.Bytes(HttpStatusCode.OK, []);
        var keys = Enumerable.Range(0, 1000).Select(i => new string('&', 1000) + i).ToArray();

        await harness.Client.DeleteManyAsync(ClientHarness.Bucket, keys);

        Assert.All(harness.Handler.Sent, s => Assert.InRange(s.Body!.Length, 1, 2_000_000));
        Assert.Equal(1000, harness.Handler.Sent.Sum(s => s.Text.Split("<Key>").Length - 1));
    }

    [Fact]
    public async Task Objects_that_are_still_there_are_named()
    {
        using var harness = new ClientHarness();
        harness.Handler
            .Then(Answers.Xml(
                "<DeleteResult><EncodingType>url</EncodingType><Deleted><Key>a%20b</Key></Deleted>"
                + "<Error><Key>c</Key><Code>AccessDenied</Code></Error></DeleteResult>"))
            .Then(Answers.Status(HttpStatusCode.NotFound))
            .Then(Answers.Status(HttpStatusCode.OK));

        var e = await Assert.ThrowsAsync<OssException>(() => harness.Client.DeleteManyAsync(ClientHarness.Bucket, ["a b", "c", "d"]));

        Assert.Equal("1 of 3 objects in oss://examplebucket were not deleted: \"c\" (AccessDenied).", e.Message);
    }
}
