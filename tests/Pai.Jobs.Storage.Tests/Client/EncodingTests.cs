using System.Net;
using System.Net.Sockets;
using System.Text;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

public class EncodingTests
{
    [Theory]
    [InlineData("dir/a b+c~d*中.txt", "dir/a%20b%2Bc~d%2A%E4%B8%AD.txt")]
    [InlineData("e!'()é&=?#%25", "e%21%27%28%29%C3%A9%26%3D%3F%23%2525")]
    [InlineData("a\\b\u0001\U0001F600", "a%5Cb%01%F0%9F%98%80")]
    public void A_key_is_encoded_as_the_service_signs_it(string key, string encoded)
    {
        Assert.Equal(encoded, OssEncoding.Path(key));
        Assert.Equal(encoded.Replace("/", "%2F", StringComparison.Ordinal), OssEncoding.Query(key));
    }

    [Fact]
    public void Any_key_is_decoded_to_itself()
    {
        var random = new Random(3986);
        for (var i = 0; i < 20_000; i++)
        {
            var key = AnyKey(random);
            var (path, query) = (OssEncoding.Path(key), OssEncoding.Query(key));
            Assert.Equal(key, OssEncoding.Decode(path));
            Assert.Equal(key, OssEncoding.Decode(query));
            Assert.All(path, c => Assert.True(char.IsAsciiLetterOrDigit(c) || "-_.~/%".Contains(c)));
            Assert.Equal(path, query.Replace("%2F", "/", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_location_has_the_path_and_the_query_that_are_signed()
    {
        var random = new Random(4);
        OssEndpoint[] endpoints =
        [
            OssEndpoint.OfRegion("cn-hangzhou"), OssEndpoint.Parse("http://127.0.0.1:81", region: "cn-hangzhou"),
            OssEndpoint.Parse("data.example.com", region: "cn-hangzhou"),
        ];
        for (var i = 0; i < 5_000; i++)
        {
            var bucket = new OssBucketAddress("bucket", endpoints[i % endpoints.Length]);
            var request = new OssRequest(HttpMethod.Get, bucket, AnyKey(random));
            for (var n = random.Next(4); n > 0; n--) request.Query(AnyKey(random), random.Next(3) == 0 ? "" : AnyKey(random));
            var uri = request.ToUri(request.CanonicalQuery);
            var path = bucket.Endpoint.Addressing == OssAddressing.Path ? request.CanonicalPath : $"/{request.EncodedKey}";

            Assert.Equal(path, uri.AbsolutePath);
            Assert.Equal(request.CanonicalQuery, uri.Query.TrimStart('?'));
            Assert.Equal(
                request.Parameters.Select(p => (p.Name, p.Value)).Order(),
                request.CanonicalQuery.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Parameter).Order());
        }
    }

    [Theory]
    [InlineData("a/../b", "a/../b")]
    [InlineData("../b", "../b")]
    [InlineData("a//b", "a//b")]
    [InlineData("a/./b/.", "a/./b/.")]
    [InlineData("?x", "%3Fx")]
    [InlineData("%2E", "%252E")]
    [InlineData("%2e%2e/c", "%252e%252e/c")]
    [InlineData("a#b;c:d@e", "a%23b%3Bc%3Ad%40e")]
    [InlineData(" ", "%20")]
    public async Task A_key_reaches_the_wire_as_it_is(string key, string onTheWire)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var client = new OssClient(PaiCredentials.FromAccessKey(new("id", "secret")), new() { MaxAttempts = 1 });
        var address = new OssBucketAddress("bucket", OssEndpoint.Parse($"http://127.0.0.1:{port}", region: "cn-hangzhou")).Object(key);

        var delete = client.DeleteAsync(address);
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        var line = await reader.ReadLineAsync();
        while (await reader.ReadLineAsync() is { Length: > 0 })
        {
        }

        await stream.WriteAsync("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"u8.ToArray());
        await delete;

        Assert.Equal($"DELETE /bucket/{onTheWire} HTTP/1.1", line);
    }

    private static (string, string) Parameter(string text)
    {
        var parts = text.Split('=');
        return (OssEncoding.Decode(parts[0]), parts.Length == 1 ? "" : OssEncoding.Decode(parts[1]));
    }

    private static string AnyKey(Random random)
    {
        string[] pieces =
        [
            "a", "Z", "0", ".", "..", "/", "//", "%", "%2E", "%2F", "+", " ", "?", "#", "&", "=", "~", "*", "'", "\\", "é", "中",
            "\U0001F600", "\u0001", "\u007f", "\u2028",
        ];
        return "k" + string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
