using System.Text;
using Pai.Jobs.Cli.WebConsole;

namespace Pai.Jobs.WebConsole.Tests.Outputs;

public class PreviewTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b;1|2")]
    [InlineData("a,b\r\n\"x,\"\"y\"\"\n\",2", "a|b;x,\"y\"\n|2")]
    [InlineData("a\r\rb", "a;b")]
    [InlineData("\"never closed\n1,2\n", "never closed\n1,2\n")]
    [InlineData("a\"b,c\"\n", "a\"b|c\"")]
    [InlineData("\"a\"b,c", "ab|c")]
    [InlineData(",\n,", "|;|")]
    [InlineData("", "")]
    [InlineData("\n\n", "")]
    [InlineData("=cmd()|x,1", "=cmd()|x|1")]
    public void Csv_has_rows(string text, string expected)
    {
        var rows = CsvRows.Read(text, ',', 500, 200, out var isTruncated);
        Assert.Equal(expected, string.Join(';', rows.Select(r => string.Join('|', r))));
        Assert.False(isTruncated);
    }

    [Fact]
    public void Csv_has_limits()
    {
        var rows = CsvRows.Read(string.Concat(Enumerable.Repeat(new string(',', 1000) + "\n", 1000)), ',', 10, 5, out var isTruncated);
        Assert.True(isTruncated);
        Assert.Equal(10, rows.Count);
        Assert.All(rows, r => Assert.Equal(5, r.Count));
    }

    [Fact]
    public void Lines_of_json_have_the_members_of_all_objects()
    {
        var text = "{\"a\":1,\"b\":\"x\"}\n\n{\"c\":{\"d\":[1]},\"a\":null}\nnot json\n[1]\n{\"a\":\"\\ud800\"}\n" + new string('[', 1000);
        var (columns, rows) = JsonLineRows.Read(text, 500, 200, out var isTruncated);
        Assert.Equal(["a", "b", "c", "value"], columns);
        Assert.Equal(6, rows.Count);
        Assert.Equal(["1", "x", "", ""], rows[0]);
        Assert.Equal(["", "", "{\"d\":[1]}", ""], rows[1]);
        Assert.Equal(["", "", "", "not json"], rows[2]);
        Assert.False(isTruncated);
    }

    [Theory]
    [InlineData("a.png", new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }, "image")]
    [InlineData("a.txt", new byte[] { 0xFF, 0xD8, 0xFF, 0x00 }, "image")]
    [InlineData("a.png", new byte[] { (byte)'<', (byte)'b', (byte)'>' }, "text")]
    [InlineData("a.svg", new byte[] { (byte)'<', (byte)'b', (byte)'>' }, "svg")]
    [InlineData("a.csv", new byte[] { 1, 0, 2 }, "binary")]
    [InlineData("a.txt", new byte[] { 0xC3, 0x28 }, "binary")]
    [InlineData("a.csv", new byte[0], "table")]
    public void Bytes_say_more_than_names(string name, byte[] bytes, string kind) =>
        Assert.Equal(kind, FilePreview.Of(name, bytes, bytes.Length, isWhole: true).Kind);

    [Fact]
    public void A_part_may_end_within_a_character_or_a_row()
    {
        var text = Encoding.UTF8.GetBytes("日本")[..4];
        Assert.Equal("日", FilePreview.Of("a.txt", text, 6, isWhole: false).Text);
        Assert.Equal("binary", FilePreview.Of("a.txt", text, 4, isWhole: true).Kind);
        var table = FilePreview.Of("a.csv", "a,b\n1,2\n3"u8, 100, isWhole: false);
        Assert.Equal(["1", "2"], Assert.Single(table.Rows!));
        Assert.True(table.Truncated);
    }
}
