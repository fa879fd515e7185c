#if NETSTANDARD
using System;
using System.Collections.Generic;
#endif
using System.Text;

namespace Pai.Jobs.Internal.Costs;

/// <summary>
/// Reads JSON with the position of every value. The analyzers compile this file too: a compiler need not have a reader of JSON.
/// </summary>
internal sealed class JsonText
{
    private const int MaxDepth = 32;

    private readonly string _text;
    private int _at;

    private JsonText(string text) => _text = text;

    /// <exception cref="FormatException">It is not JSON; the position is <paramref name="position"/>.</exception>
    public static JsonNode Read(string text, out int position)
    {
        var reader = new JsonText(text);
        try
        {
            var node = reader.ReadValue(0);
            reader.SkipSpace();
            return reader._at == text.Length ? node : throw new FormatException("more follows the end of the JSON value");
        }
        finally
        {
            position = Math.Min(reader._at, text.Length);
        }
    }

    private JsonNode ReadValue(int depth)
    {
        if (depth > MaxDepth) throw new FormatException("it is nested too deeply");
        SkipSpace();
        var start = _at;
        switch (Peek())
        {
            case '{':
                return new(JsonKind.Object, start, "", ReadMembers(depth), []) { End = _at };
            case '[':
                return new(JsonKind.Array, start, "", [], ReadItems(depth)) { End = _at };
            case '"':
                return new(JsonKind.String, start, ReadString(), [], []) { End = _at };
            case '-' or (>= '0' and <= '9'):
                return new(JsonKind.Number, start, ReadNumber(), [], []) { End = _at };
            default:
                foreach (var word in (string[])["true", "false", "null"])
                {
                    if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0) continue;
                    _at += word.Length;
                    return new(JsonKind.Word, start, word, [], []) { End = _at };
                }

                throw new FormatException(_at < _text.Length ? "a JSON value is expected here" : "the file ends too early");
        }
    }

    private List<JsonMember> ReadMembers(int depth)
    {
        var members = new List<JsonMember>();
        _at++;
        SkipSpace();
        if (TryTake('}')) return members;
        do
        {
            SkipSpace();
            var start = _at;
            if (Peek() != '"') throw new FormatException("the name of a member is expected here, in double quotes");
            var name = ReadString();
            var end = _at;
            SkipSpace();
            if (!TryTake(':')) throw new FormatException("a colon is expected here");
            members.Add(new(name, start, end - start, ReadValue(depth + 1)));
            SkipSpace();
        }
        while (TryTake(','));
        return TryTake('}') ? members : throw new FormatException("a comma or a closing brace is expected here");
    }

    private List<JsonNode> ReadItems(int depth)
    {
        var items = new List<JsonNode>();
        _at++;
        SkipSpace();
        if (TryTake(']')) return items;
        do
        {
            items.Add(ReadValue(depth + 1));
            SkipSpace();
        }
        while (TryTake(','));
        return TryTake(']') ? items : throw new FormatException("a comma or a closing bracket is expected here");
    }

    private string ReadString()
    {
        var text = new StringBuilder();
        for (_at++; ; _at++)
        {
            var c = Peek();
            if (_at >= _text.Length) throw new FormatException("the file ends within a string");
            if (c < ' ') throw new FormatException("a string cannot contain a control character");
            if (c == '"') break;
            text.Append(c == '\\' ? ReadEscape() : c);
        }

        _at++;
        return text.ToString();
    }

    private char ReadEscape()
    {
        _at++;
        switch (Peek())
        {
            case '"': return '"';
            case '\\': return '\\';
            case '/': return '/';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u': return ReadCode();
            default: throw new FormatException("this is not an escape sequence of JSON");
        }
    }

    private char ReadCode()
    {
        var code = 0;
        for (var i = 0; i < 4; i++)
        {
            _at++;
            var digit = Peek();
            if (!Uri.IsHexDigit(digit)) throw new FormatException("four hexadecimal digits are expected here");
            code = (code * 16) + Uri.FromHex(digit);
        }

        return (char)code;
    }

    private string ReadNumber()
    {
        var start = _at;
        TryTake('-');
        if (!TryTake('0')) ReadDigits();
        if (TryTake('.')) ReadDigits();
        if (Peek() is 'e' or 'E')
        {
            _at++;
            if (!TryTake('-')) TryTake('+');
            ReadDigits();
        }

        return _text.Substring(start, _at - start);
    }

    private void ReadDigits()
    {
        var start = _at;
        while (Peek() is >= '0' and <= '9') _at++;
        if (_at == start) throw new FormatException("a digit is expected here");
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n') _at++;
    }

    private bool TryTake(char c)
    {
        if (Peek() != c || _at >= _text.Length) return false;
        _at++;
        return true;
    }

    private char Peek() => _at < _text.Length ? _text[_at] : '\0';
}
