namespace Pai.Jobs.Internal.Text;

/// <summary>
/// A glob for paths: <c>?</c> and <c>*</c> stop at a slash, <c>**</c> as a whole segment does not, <c>[a-z]</c> and <c>\</c>.
/// </summary>
/// <remarks>All ways through the glob are followed side by side, so no glob takes more time than its length times the path's.</remarks>
internal sealed class Glob
{
    private readonly GlobToken[] _tokens;

    private Glob(GlobToken[] tokens) => _tokens = tokens;

    /// <summary>Reads a glob; null for one that can match nothing: a <c>[</c> without its end, a lone <c>\</c> at the end.</summary>
    public static Glob? Parse(string text)
    {
        var tokens = new List<GlobToken>();
        for (var i = 0; i < text.Length;)
        {
            switch (text[i])
            {
                case '*':
                    tokens.Add(ReadStars(text, ref i));
                    break;
                case '?':
                    tokens.Add(new(GlobTokenKind.Any));
                    i++;
                    break;
                case '[':
                    if (CharacterClass.Parse(text, ref i) is not { } set) return null;
                    tokens.Add(new(GlobTokenKind.Class, Class: set));
                    break;
                case '\\' when i + 1 == text.Length:
                    return null;
                case '\\':
                    tokens.Add(new(GlobTokenKind.Character, text[i + 1]));
                    i += 2;
                    break;
                default:
                    tokens.Add(new(GlobTokenKind.Character, text[i++]));
                    break;
            }
        }

        return new([.. tokens]);
    }

    public bool IsMatch(ReadOnlySpan<char> path)
    {
        // One flag for each token that may come next; the last is for the end.
        var now = new bool[_tokens.Length + 1];
        var next = new bool[now.Length];
        Enter(now, 0);
        foreach (var c in path)
        {
            Array.Clear(next);
            for (var i = 0; i < _tokens.Length; i++)
                if (now[i]) Step(next, i, c);
            (now, next) = (next, now);
        }

        return now[^1];
    }

    private void Step(bool[] next, int i, char c)
    {
        var token = _tokens[i];
        switch (token.Kind)
        {
            case GlobTokenKind.Star when c != '/':
            case GlobTokenKind.Everything:
                Enter(next, i);
                break;
            case GlobTokenKind.Folders:
                // In the midst of a folder's name, what comes after cannot begin.
                next[i] = true;
                if (c == '/') Enter(next, i + 1);
                break;
            case GlobTokenKind.Any when c != '/':
            case GlobTokenKind.Class when c != '/' && token.Class!.Contains(c):
            case GlobTokenKind.Character when c == token.Character:
                Enter(next, i + 1);
                break;
        }
    }

    /// <summary>A token is next, and what comes after it too where it may stand for nothing.</summary>
    private void Enter(bool[] flags, int i)
    {
        flags[i] = true;
        while (i < _tokens.Length && _tokens[i].Kind is GlobTokenKind.Star or GlobTokenKind.Folders or GlobTokenKind.Everything)
            flags[++i] = true;
    }

    private static GlobToken ReadStars(string text, ref int i)
    {
        var start = i;
        while (i < text.Length && text[i] == '*') i++;
        if (i - start < 2 || (start > 0 && text[start - 1] != '/')) return new(GlobTokenKind.Star);
        if (i == text.Length) return new(GlobTokenKind.Everything);
        var slash = text[i] == '\\' && i + 1 < text.Length ? i + 1 : i;
        if (text[slash] != '/') return new(GlobTokenKind.Star);
        i = slash + 1;
        return new(GlobTokenKind.Folders);
    }
}
