using System;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>The line ends and the indentation of a file, as it has them.</summary>
internal sealed class Layout(SourceText text)
{
    private const int DefaultWidth = 4;

    /// <summary>The line end at a position: that of its line, or of the nearest one before or after it.</summary>
    public string LineEndAt(int position)
    {
        var number = text.Lines.GetLineFromPosition(position).LineNumber;
        for (var i = number; i >= 0; i--)
            if (EndOf(text.Lines[i]) is { Length: > 0 } end) return end;
        return number + 1 < text.Lines.Count && EndOf(text.Lines[number + 1]) is { Length: > 0 } next ? next : "\n";
    }

    /// <summary>The white space that the line at a position starts with.</summary>
    public string IndentAt(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var end = line.Start;
        while (end < line.End && text[end] is ' ' or '\t') end++;
        return text.ToString(TextSpan.FromBounds(line.Start, end));
    }

    /// <summary>True if only white space is before a position on its line.</summary>
    public bool StartsLine(int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        return line.Start + IndentAt(position).Length >= position;
    }

    /// <summary>The start of the line at a position.</summary>
    public int LineStartAt(int position) => text.Lines.GetLineFromPosition(position).Start;

    /// <summary>The end of what is before a position, without the white space between.</summary>
    public int EndBefore(int position)
    {
        while (position > 0 && text[position - 1] is ' ' or '\t') position--;
        return position;
    }

    /// <summary>One level of indentation: a tab, or the least number of spaces that a line of the file starts with.</summary>
    public string Unit()
    {
        var width = int.MaxValue;
        foreach (var line in text.Lines)
        {
            if (line.Start == line.End) continue;
            if (text[line.Start] == '\t') return "\t";
            var indent = IndentAt(line.Start).Length;
            if (indent > 1 && line.Start + indent < line.End) width = Math.Min(width, indent);
        }

        return new string(' ', width is 2 or 3 or 8 ? width : DefaultWidth);
    }

    private string EndOf(TextLine line) => text.ToString(TextSpan.FromBounds(line.End, line.EndIncludingLineBreak));
}
