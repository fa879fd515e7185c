using System;
using System.Collections.Generic;

namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>A catalog as one text with an index of its lines: looking up a name allocates nothing.</summary>
/// <remarks>
/// The key of an instance type is its name; that of an image is what follows the host, <c>namespace/repository:tag</c>, since one image
/// is reachable under several hosts.
/// </remarks>
internal sealed class CatalogIndex
{
    private readonly Line[] _types;
    private readonly Line[] _images;

    public CatalogIndex(string text, bool isOfProject)
    {
        Text = text;
        IsOfProject = isOfProject;
        var types = new List<Line>();
        var images = new List<Line>();
        for (var start = 0; start < text.Length;)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0) end = text.Length;
            var last = end > start && text[end - 1] == '\r' ? end - 1 : end;
            if (last > start && text[start] != '#') Add(start, last, types, images);
            start = end + 1;
        }

        _types = Sort(types);
        _images = Sort(images);
    }

    public string Text { get; }

    public bool IsOfProject { get; }

    public int TypeCount => _types.Length;

    public int ImageCount => _images.Length;

    public CatalogEntry TypeAt(int index) => new(this, _types[index].Start, _types[index].End);

    public CatalogEntry ImageAt(int index) => new(this, _images[index].Start, _images[index].End);

    /// <summary>An instance type by its name, or a family by its own.</summary>
    public CatalogEntry FindType(string name) => Find(_types, name);

    /// <summary>An image by <c>namespace/repository:tag</c>.</summary>
    public CatalogEntry FindImage(string path) => Find(_images, path);

    /// <summary>The part of an image's name that is compared.</summary>
    public static string KeyOfImage(string name) => name.Substring(name.IndexOf('/') + 1);

    private void Add(int start, int end, List<Line> types, List<Line> images)
    {
        var bar = Text.IndexOf(" | ", start, end - start, StringComparison.Ordinal);
        var nameEnd = bar < 0 ? end : bar;
        while (nameEnd > start && Text[nameEnd - 1] == ' ') nameEnd--;
        var slash = Text.IndexOf('/', start, nameEnd - start);
        if (slash < 0) types.Add(new(start, end, start, nameEnd - start));
        else images.Add(new(start, end, slash + 1, nameEnd - slash - 1));
    }

    private Line[] Sort(List<Line> lines)
    {
        lines.Sort((left, right) => Compare(left, Text, right.Key, right.KeyLength) is var order and not 0
            ? order
            : left.Start.CompareTo(right.Start));
        return lines.ToArray();
    }

    /// <summary>The last line of a key: what stands further down in a file replaces what stands above.</summary>
    private CatalogEntry Find(Line[] lines, string key)
    {
        int low = 0, high = lines.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Compare(lines[middle], key, 0, key.Length) <= 0) low = middle + 1;
            else high = middle;
        }

        return low > 0 && Compare(lines[low - 1], key, 0, key.Length) == 0 ? new(this, lines[low - 1].Start, lines[low - 1].End) : default;
    }

    private int Compare(Line line, string other, int start, int length)
    {
        var order = string.CompareOrdinal(Text, line.Key, other, start, Math.Min(line.KeyLength, length));
        return order != 0 ? order : line.KeyLength.CompareTo(length);
    }

    private readonly struct Line(int start, int end, int key, int keyLength)
    {
        public int Start { get; } = start;

        public int End { get; } = end;

        public int Key { get; } = key;

        public int KeyLength { get; } = keyLength;
    }
}
