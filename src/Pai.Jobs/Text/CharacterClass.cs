namespace Pai.Jobs.Internal.Text;

/// <summary>
/// <c>[…]</c> in a glob: characters, ranges and named classes such as <c>[:digit:]</c>, all of them negated by <c>!</c> or <c>^</c>.
/// </summary>
internal sealed class CharacterClass
{
    private readonly List<(char Low, char High)> _ranges = [];
    private readonly List<Func<char, bool>> _named = [];
    private bool _isNegated;

    public bool Contains(char c) =>
        (_ranges.Exists(r => c >= r.Low && c <= r.High) || _named.Exists(n => n(c))) != _isNegated;

    /// <summary>Reads a class; null when it has no end, or names a class that does not exist.</summary>
    /// <param name="text">The glob.</param>
    /// <param name="i">Where the class begins; then where it has ended.</param>
    public static CharacterClass? Parse(string text, ref int i)
    {
        var result = new CharacterClass();
        i++;
        if (i < text.Length && text[i] is '!' or '^')
        {
            result._isNegated = true;
            i++;
        }

        for (var first = true; i < text.Length; first = false)
        {
            // As the first character, the bracket is one of the class.
            if (text[i] == ']' && !first)
            {
                i++;
                return result;
            }

            if (!(IsNamed(text, i, out var name) ? result.TryAdd(name, ref i) : result.TryAddRange(text, ref i))) return null;
        }

        return null;
    }

    private static bool IsNamed(string text, int i, out string name)
    {
        name = "";
        if (string.CompareOrdinal(text, i, "[:", 0, 2) != 0) return false;
        var end = text.IndexOf(']', i + 2);
        if (end < i + 3 || text[end - 1] != ':') return false;
        name = text[(i + 2)..(end - 1)];
        return true;
    }

    private bool TryAdd(string name, ref int i)
    {
        if (Named(name) is not { } named) return false;
        _named.Add(named);
        i += name.Length + 4;
        return true;
    }

    private bool TryAddRange(string text, ref int i)
    {
        if (!TryReadCharacter(text, ref i, out var low)) return false;
        var high = low;
        if (i + 1 < text.Length && text[i] == '-' && text[i + 1] != ']')
        {
            i++;
            if (!TryReadCharacter(text, ref i, out high)) return false;
        }

        _ranges.Add((low, high));
        return true;
    }

    private static bool TryReadCharacter(string text, ref int i, out char c)
    {
        c = '\0';
        if (text[i] == '\\' && ++i == text.Length) return false;
        c = text[i++];
        return true;
    }

    private static Func<char, bool>? Named(string name) => name switch
    {
        "alpha" => char.IsAsciiLetter,
        "digit" => char.IsAsciiDigit,
        "alnum" => char.IsAsciiLetterOrDigit,
        "upper" => char.IsAsciiLetterUpper,
        "lower" => char.IsAsciiLetterLower,
        "xdigit" => char.IsAsciiHexDigit,
        "space" => static c => c is ' ' or (>= '\t' and <= '\r'),
        "blank" => static c => c is ' ' or '\t',
        "cntrl" => static c => c is < ' ' or '\x7f',
        "print" => static c => c is >= ' ' and < '\x7f',
        "graph" => static c => c is > ' ' and < '\x7f',
        "punct" => static c => c is > ' ' and < '\x7f' && !char.IsAsciiLetterOrDigit(c),
        _ => null,
    };
}
