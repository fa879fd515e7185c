using System.Text;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>A here-document of a shell command: what stands between <c>&lt;&lt;EOF</c> and the line <c>EOF</c>.</summary>
internal sealed class HereDocument
{
    private readonly string _delimiter;
    private readonly bool _stripsTabs;

    private HereDocument(string delimiter, bool isQuoted, bool stripsTabs, int end)
    {
        _delimiter = delimiter;
        _stripsTabs = stripsTabs;
        IsQuoted = isQuoted;
        End = end;
    }

    /// <summary>True if its delimiter is quoted: then the shell puts no variables in.</summary>
    public bool IsQuoted { get; }

    /// <summary>The place behind the delimiter of its operator.</summary>
    public int End { get; }

    /// <summary>The document whose operator starts at a place; null where none does.</summary>
    public static HereDocument? At(string text, int start, int end)
    {
        if (string.CompareOrdinal(text, start, "<<", 0, 2) != 0
            || (start + 2 < end && text[start + 2] == '<')
            || (start > 0 && text[start - 1] == '<')) return null;
        var i = start + 2;
        var stripsTabs = i < end && text[i] == '-';
        if (stripsTabs) i++;
        while (i < end && text[i] is ' ' or '\t') i++;
        var delimiter = new StringBuilder();
        var isQuoted = false;
        for (var quote = '\0'; i < end; i++)
        {
            var c = text[i];
            if (quote == '\0' && (char.IsWhiteSpace(c) || c is ';' or '|' or '&' or '<' or '>' or '(' or ')')) break;
            if (c == quote) quote = '\0';
            else if (quote == '\0' && c is '\'' or '"') quote = c;
            else if (c != '\\') delimiter.Append(c);
            isQuoted |= c is '\'' or '"' or '\\';
        }

        return delimiter.Length == 0 ? null : new(delimiter.ToString(), isQuoted, stripsTabs, i);
    }

    /// <summary>The place of the line that ends it; -1 where none does.</summary>
    public int LastLine(string text, int start, int end)
    {
        for (var line = start; line < end;)
        {
            var next = text.IndexOf('\n', line, end - line);
            if (next < 0) next = end;
            var content = text.Substring(line, next - line).TrimEnd('\r');
            if ((_stripsTabs ? content.TrimStart('\t') : content) == _delimiter) return line;
            line = next + 1;
        }

        return -1;
    }
}
