using System.Text;

namespace Pai.Jobs.Tests;

public class LineSplitterTests
{
    private static List<string> Split(byte[] bytes, int chunk)
    {
        var splitter = new LineSplitter();
        var lines = new List<string>();
        string line;
        for (var offset = 0; offset < bytes.Length;)
        {
            var buffer = splitter.GetBuffer();
            var count = Math.Min(Math.Min(chunk, buffer.Length), bytes.Length - offset);
            bytes.AsSpan(offset, count).CopyTo(buffer);
            splitter.Add(count);
            offset += count;
            while (splitter.TryRead(out line, out var isReplaced)) lines.Add(isReplaced ? line + "\r" : line);
        }

        if (splitter.TryReadRest(out line)) lines.Add(line);
        return lines;
    }

    [Fact]
    public void Lines_are_the_same_wherever_the_pieces_are_cut()
    {
        var bytes = "plain\nwith end\r\n50 %\r99 %\r100 %\n\n\r\n日本語 ✓ 🙂 ё\r\r\nno end"u8.ToArray();
        string[] expected = ["plain", "with end", "50 %\r", "99 %\r", "100 %", "", "", "日本語 ✓ 🙂 ё\r", "", "no end"];

        for (var chunk = 1; chunk <= bytes.Length; chunk++) Assert.Equal(expected, Split(bytes, chunk));
    }

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n", new[] { "" })]
    [InlineData("\r", new[] { "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\r", new[] { "a" })]
    [InlineData("a\r\r", new[] { "a\r", "" })]
    [InlineData("a\n", new[] { "a" })]
    public void There_is_a_last_line_only_when_something_stands_there(string text, string[] lines) =>
        Assert.Equal(lines, Split(Encoding.UTF8.GetBytes(text), 1));

    [Fact]
    public void Bytes_that_are_no_text_are_replaced_and_hurt_nothing_beside_them() =>
        Assert.Equal(
            ["a\uFFFDb", "\uFFFD", "ok"],
            Split([(byte)'a', 0xFF, (byte)'b', (byte)'\n', 0xE2, 0x82, (byte)'\n', (byte)'o', (byte)'k', (byte)'\n'], 1));

    [Fact]
    public void A_very_long_line_comes_in_pieces_that_lose_nothing()
    {
        // Three bytes a character: the limit falls into the middle of one.
        var text = string.Concat(Enumerable.Repeat("日本", 400_000));

        var pieces = Split(Encoding.UTF8.GetBytes(text + "\nnext\n"), 100_000);

        Assert.Equal("next", pieces[^1]);
        Assert.Equal(text, string.Concat(pieces[..^1]));
        Assert.All(pieces, p => Assert.True(Encoding.UTF8.GetByteCount(p) <= LineSplitter.MaxLineBytes));
        Assert.Equal(4, pieces.Count);
    }
}
