using System.Globalization;

namespace Pai.Jobs;

/// <summary>Matches a path against a glob: <c>?</c> and <c>*</c> stop at a slash, <c>**</c> as a whole segment does not, <c>[a-z]</c> and <c>\</c>.</summary>
internal static class Glob
{
    public static bool IsMatch(ReadOnlySpan<char> glob, ReadOnlySpan<char> path)
    {
        while (glob.Length > 0)
        {
            if (glob[0] == '*') return IsStarMatch(glob, path);
            if (path.Length == 0) return false;
            switch (glob[0])
            {
                case '?' when path[0] != '/':
                    glob = glob[1..];
                    break;
                case '?':
                    return false;
                case '[':
                    if (path[0] == '/' || !TryReadClass(ref glob, path[0], out var isIn) || !isIn) return false;
                    break;
                case '\\':
                    if (glob.Length < 2 || glob[1] != path[0]) return false;
                    glob = glob[2..];
                    break;
                default:
                    if (glob[0] != path[0]) return false;
                    glob = glob[1..];
                    break;
            }

            path = path[1..];
        }

        return path.Length == 0;
    }

    private static bool IsStarMatch(ReadOnlySpan<char> glob, ReadOnlySpan<char> path)
    {
        var stars = 0;
        while (stars < glob.Length && glob[stars] == '*') stars++;
        var rest = glob[stars..];
        var crossesSlashes = stars >= 2 && (rest.Length == 0 || rest[0] == '/');
        if (!crossesSlashes) return IsMatchAfterSkip(rest, path, crossesSlashes: false);
        if (rest.Length == 0) return path.Length > 0;
        // "**/" is any number of whole segments, also none.
        rest = rest[1..];
        while (true)
        {
            if (IsMatch(rest, path)) return true;
            var slash = path.IndexOf('/');
            if (slash < 0) return false;
            path = path[(slash + 1)..];
        }
    }

    private static bool IsMatchAfterSkip(ReadOnlySpan<char> rest, ReadOnlySpan<char> path, bool crossesSlashes)
    {
        while (true)
        {
            if (IsMatch(rest, path)) return true;
            if (path.Length == 0 || (path[0] == '/' && !crossesSlashes)) return false;
            path = path[1..];
        }
    }

    /// <summary>Reads <c>[…]</c>; false when it has no end, and so matches nothing.</summary>
    private static bool TryReadClass(ref ReadOnlySpan<char> glob, char c, out bool isIn)
    {
        isIn = false;
        var i = 1;
        var negated = i < glob.Length && glob[i] is '!' or '^';
        if (negated) i++;
        for (var first = true; i < glob.Length; first = false)
        {
            if (glob[i] == ']' && !first)
            {
                glob = glob[(i + 1)..];
                isIn ^= negated;
                return true;
            }

            if (TryReadNamedClass(glob[i..], c, out var named, out var length))
            {
                isIn |= named;
                i += length;
                continue;
            }

            if (glob[i] == '\\' && ++i == glob.Length) return false;
            var low = glob[i++];
            var high = low;
            if (i + 1 < glob.Length && glob[i] == '-' && glob[i + 1] != ']')
            {
                i++;
                if (glob[i] == '\\' && ++i == glob.Length) return false;
                high = glob[i++];
            }

            isIn |= c >= low && c <= high;
        }

        return false;
    }

    private static bool TryReadNamedClass(ReadOnlySpan<char> glob, char c, out bool isIn, out int length)
    {
        isIn = false;
        length = 0;
        if (!glob.StartsWith("[:", StringComparison.Ordinal)) return false;
        var end = glob.IndexOf(":]", StringComparison.Ordinal);
        if (end < 0) return false;
        length = end + 2;
        isIn = glob[2..end] switch
        {
            "alpha" => char.IsAsciiLetter(c),
            "digit" => char.IsAsciiDigit(c),
            "alnum" => char.IsAsciiLetterOrDigit(c),
            "upper" => char.IsAsciiLetterUpper(c),
            "lower" => char.IsAsciiLetterLower(c),
            "space" => c is ' ' or >= '\t' and <= '\r',
            "blank" => c is ' ' or '\t',
            "xdigit" => char.IsAsciiHexDigit(c),
            "punct" => c < 128 && (char.IsPunctuation(c) || char.IsSymbol(c)),
            "cntrl" => char.GetUnicodeCategory(c) == UnicodeCategory.Control,
            "print" => c is >= ' ' and < (char)127,
            "graph" => c is > ' ' and < (char)127,
            _ => false,
        };
        return true;
    }
}
