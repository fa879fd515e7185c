using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Signing and listing, compared with the plainest code that does the same.</summary>
public class PropertyTests
{
    private static readonly string[] s_pieces =
        ["a", "b", "Z", "/", "//", ".", "..", "%", "+", " ", "?", "&", "=", "é", "\ue000", "\U00010000", "\U0001F600"];

    [Fact]
    public void Any_request_is_signed_as_the_service_describes_it()
    {
        var random = new Random(256);
        var signer = new OssSigner();
        for (var i = 0; i < 3_000; i++)
        {
            var bucket = new OssBucketAddress("bucket", OssEndpoint.OfRegion(random.Next(2) == 0 ? "cn-hangzhou" : "us-east-1"));
            var request = new OssRequest(random.Next(2) == 0 ? HttpMethod.Put : HttpMethod.Get, bucket, AnyText(random, 1));
            string[] names = ["content-type", "content-md5", "cache-control", "x-oss-meta-a", "x-oss-meta-b", "x-oss-acl", "range"];
            foreach (var name in names.Where(_ => random.Next(2) == 0)) request.Header(name, $" {AnyText(random, 0)} ");
            for (var n = random.Next(5); n > 0; n--) request.Query($"{AnyText(random, 1)}{n}", AnyText(random, 0));
            var key = new PaiAccessKey($"id{i % 3}", "secret", i % 2 == 0 ? "token" : null);
            var now = DateTimeOffset.UnixEpoch.AddSeconds(random.Next());

            var (date, authorization) = signer.Sign(request, key, now);

            Assert.Equal(now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), date);
            Assert.Equal(Signature(request, key, date), authorization[^64..]);
        }
    }

    [Fact]
    public async Task Any_list_has_each_key_once_in_order()
    {
        var random = new Random(3);
        for (var i = 0; i < 300; i++)
        {
            var keys = Enumerable.Range(0, random.Next(30)).Select(_ => AnyText(random, 1)).Distinct().ToArray();
            var listing = new OssListing
            {
                Prefix = random.Next(2) == 0 ? "" : AnyText(random, 1)[..1],
                Delimiter = random.Next(2) == 0 ? "" : "/",
                StartAfter = random.Next(3) == 0 ? AnyText(random, 1) : "",
                PageSize = random.Next(1, 8),
            };
            if (char.IsSurrogate(listing.Prefix.FirstOrDefault())) continue;
            using var harness = new ClientHarness();
            harness.Handler.Otherwise = s => Page(keys, s.Uri);

            List<(string, bool)> listed = [];
            await foreach (var entry in harness.Client.ListAsync(ClientHarness.Bucket, listing)) listed.Add((entry.Key, entry.IsPrefix));

            Assert.Equal(Entries(keys, listing.Prefix, listing.Delimiter, listing.StartAfter), listed);
        }
    }

    private static string AnyText(Random random, int minimum) => string.Concat(
        Enumerable.Range(0, random.Next(minimum, 8)).Select(i => s_pieces[random.Next(i == 0 ? 3 : s_pieces.Length)]));

    private static string Signature(OssRequest request, PaiAccessKey key, string date)
    {
        var headers = request.Headers.Append(("x-oss-date", date)).Append(("x-oss-content-sha256", "UNSIGNED-PAYLOAD"))
            .Concat(key.SecurityToken is { } token ? [("x-oss-security-token", token)] : Array.Empty<(string Name, string Value)>())
            .Where(h => h.Item1 is "content-type" or "content-md5" || h.Item1.StartsWith("x-oss-", StringComparison.Ordinal))
            .OrderBy(h => h.Item1, StringComparer.Ordinal).Select(h => $"{h.Item1}:{h.Item2.Trim()}\n");
        var query = request.Parameters.Select(p => (Name: Escape(p.Name), Value: Escape(p.Value)))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => p.Value.Length == 0 ? p.Name : $"{p.Name}={p.Value}");
        var path = $"/{request.Bucket.Name}/{Escape(request.Key!).Replace("%2F", "/", StringComparison.Ordinal)}";
        var canonical = $"{request.Method}\n{path}\n{string.Join('&', query)}\n{string.Concat(headers)}\n\nUNSIGNED-PAYLOAD";
        var region = request.Bucket.Endpoint.Region;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
        var text = $"OSS4-HMAC-SHA256\n{date}\n{date[..8]}/{region}/oss/aliyun_v4_request\n{hash}";
        var chain = new[] { date[..8], region, "oss", "aliyun_v4_request", text };
        return Convert.ToHexStringLower(chain.Aggregate(
            Encoding.UTF8.GetBytes("aliyun_v4" + key.Secret), (k, step) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(step))));
    }

    /// <summary>RFC 3986, byte by byte.</summary>
    private static string Escape(string text) => string.Concat(Encoding.UTF8.GetBytes(text).Select(
        b => b < 128 && (char.IsAsciiLetterOrDigit((char)b) || "-_.~".Contains((char)b)) ? $"{(char)b}" : $"%{b:X2}"));

    private static List<(string Key, bool IsPrefix)> Entries(string[] keys, string prefix, string delimiter, string after)
    {
        var entries = keys.Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Select(k =>
        {
            var end = delimiter.Length == 0 ? -1 : k.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
            return end < 0 ? (k, false) : (k[..(end + 1)], true);
        });
        return [.. entries.Distinct().Where(e => Compare(e.Item1, after) > 0).OrderBy(e => e.Item1, Comparer<string>.Create(Compare))];
    }

    private static int Compare(string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b));

    /// <summary>A page as the service gives it: objects and prefixes apart, the token naming the last entry.</summary>
    private static HttpResponseMessage Page(string[] keys, string uri)
    {
        var query = uri[(uri.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&').Select(p => p.Split('='))
            .ToDictionary(p => p[0], p => Uri.UnescapeDataString(p[1]));
        string Of(string name) => query.GetValueOrDefault(name, "");
        var after = query.TryGetValue("continuation-token", out var token) ? token[2..] : Of("start-after");
        var rest = Entries(keys, Of("prefix"), Of("delimiter"), after);
        var page = rest.Take(int.Parse(Of("max-keys"), CultureInfo.InvariantCulture)).ToArray();
        var xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
        foreach (var (key, _) in page.Where(e => !e.IsPrefix)) xml.Append($"<Contents><Key>{Escape(key)}</Key><Size>1</Size></Contents>");
        foreach (var (key, _) in page.Where(e => e.IsPrefix))
            xml.Append($"<CommonPrefixes><Prefix>{Escape(key)}</Prefix></CommonPrefixes>");
        if (page.Length < rest.Count) xml.Append("<IsTruncated>true</IsTruncated>").Element("NextContinuationToken", $"t:{page[^1].Key}");
        return Answers.Xml(xml.Append("</ListBucketResult>").ToString());
    }
}
