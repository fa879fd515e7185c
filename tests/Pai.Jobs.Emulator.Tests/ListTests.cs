using System.Text;

namespace Pai.Jobs.Emulator.Tests;

/// <summary>Lists, compared with what a plain loop over all keys gives.</summary>
public sealed class ListTests : EmulatorTest
{
    private static readonly string[] s_keys =
    [
        "a", "a b", "a/", "a/b", "a/b/c", "a/c", "a//d", "ab", "b/1", "b/2", "b+",
        "é", "中/1", "中/2", "\uE000", "\uFFFD/x", "😀/1", "😀a", "z",
    ];

    [Fact]
    public void The_order_is_that_of_bytes()
    {
        foreach (var left in s_keys)
        {
            foreach (var right in s_keys)
            {
                var bytes = Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
                Assert.Equal(Math.Sign(bytes), Math.Sign(Utf8Order.Instance.Compare(left, right)));
            }
        }
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("", "/")]
    [InlineData("a", "/")]
    [InlineData("a/", "/")]
    [InlineData("b", "")]
    [InlineData("中/", "/")]
    [InlineData("", "b")]
    [InlineData("none", "/")]
    public async Task Pages_are_the_whole_list_in_pieces(string prefix, string delimiter)
    {
        foreach (var key in s_keys) Bucket.Put(key, Encoding.UTF8.GetBytes(key));
        var expected = Plain(prefix, delimiter);
        foreach (var version in (int[])[1, 2])
        {
            foreach (var size in (int[])[1, 2, 3, 1000])
            {
                Assert.Equal(expected, await PagesAsync(version, prefix, delimiter, size));
            }
        }
    }

    [Fact]
    public async Task The_elements_of_a_page()
    {
        foreach (var key in s_keys) Bucket.Put(key, Encoding.UTF8.GetBytes(key));
        const string query = "list-type=2&prefix=a&start-after=a%20b&max-keys=2&delimiter=&fetch-owner=true";
        var first = (await Client.SendAsync("GET", "bucket", query: query)).Xml;
        Assert.Equal(
            [
                "Name", "Prefix", "MaxKeys", "Delimiter", "IsTruncated", "StartAfter", "NextContinuationToken", "KeyCount", "Contents",
                "Contents",
            ],
            first.Elements().Select(element => element.Name.LocalName));
        Assert.Equal(
            ["Key", "LastModified", "ETag", "Type", "Size", "StorageClass", "Owner"],
            first.Element("Contents")!.Elements().Select(element => element.Name.LocalName));
        Assert.Matches("^\"[0-9A-F]{32}\"$", first.Element("Contents")!.Element("ETag")!.Value);
        Assert.Matches("^[0-9]{4}-..-..T..:..:..\\.[0-9]{3}Z$", first.Element("Contents")!.Element("LastModified")!.Value);

        var encoded = (await Client.SendAsync("GET", "bucket", query: "prefix=a+b&encoding-type=url")).Xml;
        Assert.Equal("url", encoded.Element("EncodingType")!.Value);
        Assert.Equal(("a%20b", "a%20b"), (encoded.Element("Prefix")!.Value, encoded.Element("Contents")!.Element("Key")!.Value));
    }

    [Theory]
    [InlineData("max-keys=0")]
    [InlineData("max-keys=1001")]
    [InlineData("max-keys=x")]
    [InlineData("list-type=2&continuation-token=x")]
    [InlineData("list-type=2&continuation-token=Cx")]
    [InlineData("encoding-type=base64")]
    public async Task What_is_out_of_range_is_an_error(string query) =>
        Assert.Equal("InvalidArgument", (await Client.SendAsync("GET", "bucket", query: query)).Code);

    [Fact]
    public async Task Empty_parameters_are_absent()
    {
        Bucket.Put("key", "x"u8.ToArray());
        var answer = await Client.SendAsync(
            "GET", "bucket", query: "list-type=2&continuation-token=&start-after=&max-keys=&encoding-type=&new=1");
        Assert.Equal("1", answer.Xml.Element("KeyCount")!.Value);
        Assert.Null(answer.Xml.Element("ContinuationToken"));
    }

    [Fact]
    public async Task A_key_that_XML_cannot_carry()
    {
        Bucket.Put("a\u0001b", "x"u8.ToArray());
        var answer = await Client.SendAsync("GET", "bucket", query: "encoding-type=url");
        Assert.Equal("a%01b", answer.Xml.Element("Contents")!.Element("Key")!.Value);
    }

    private static List<string> Plain(string prefix, string delimiter) =>
        [.. s_keys
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Select(key => Paging.CommonPrefix(key, prefix, delimiter) is { } folder ? folder + " (prefix)" : key)
            .Distinct()
            .OrderBy(entry => Convert.ToHexString(Encoding.UTF8.GetBytes(entry.Replace(" (prefix)", "", StringComparison.Ordinal))))];

    private async Task<List<string>> PagesAsync(int version, string prefix, string delimiter, int size)
    {
        var (found, position) = (new List<string>(), "");
        while (true)
        {
            var query = $"prefix={PercentEncoding.Encode(prefix)}&delimiter={PercentEncoding.Encode(delimiter)}"
                + $"&max-keys={size}&encoding-type=url" + (version == 2 ? "&list-type=2" : "") + position;
            var page = (await Client.SendAsync("GET", "bucket", query: query)).Xml;
            var keys = page.Elements("Contents").Select(item => Decode(item.Element("Key")!.Value)).ToList();
            var folders = page.Elements("CommonPrefixes").Select(item => Decode(item.Element("Prefix")!.Value)).ToList();
            Assert.True(keys.Count + folders.Count <= size);
            if (version == 2) Assert.Equal(keys.Count + folders.Count, int.Parse(page.Element("KeyCount")!.Value));
            found.AddRange(keys.Concat(folders.Select(folder => folder + " (prefix)"))
                .OrderBy(entry => Convert.ToHexString(Encoding.UTF8.GetBytes(entry.Replace(" (prefix)", "", StringComparison.Ordinal)))));
            if (page.Element("IsTruncated")!.Value == "false") return found;
            position = version == 2
                ? "&continuation-token=" + page.Element("NextContinuationToken")!.Value
                : "&marker=" + page.Element("NextMarker")!.Value;
        }
    }

    private static string Decode(string value) => PercentEncoding.Decode(value, plusIsSpace: false);
}
