namespace Pai.Jobs.Generators.Parsing;

/// <summary>The rules of the container contract for names.</summary>
internal static class NameRules
{
    private static readonly char[] s_notInParameterName = { ' ', '\t', '\r', '\n', '\0', '\'', '"', '=' };

    /// <summary>Letters, digits, <c>_</c>, <c>-</c> and <c>.</c>, starting with a letter or a digit.</summary>
    public static bool IsChannelName(string name)
    {
        foreach (var c in name)
            if (!IsLetterOrDigit(c) && c is not ('_' or '-' or '.')) return false;
        return name.Length > 0 && IsLetterOrDigit(name[0]);
    }

    public static bool IsParameterName(string name) => name.Length > 0 && name.IndexOfAny(s_notInParameterName) < 0;

    /// <summary>The nearest valid name of a channel.</summary>
    public static string ToChannelName(string name)
    {
        var text = name.ToCharArray();
        for (var i = 0; i < text.Length; i++)
            if (!IsLetterOrDigit(text[i]) && text[i] is not ('_' or '-' or '.')) text[i] = '_';
        var valid = new string(text).TrimStart('_', '-', '.');
        return valid.Length == 0 ? "channel" : valid;
    }

    /// <summary>True if a text has lower-case letters and digits only from a place on, and at least one of them.</summary>
    public static bool IsLowerCaseOrDigits(string text, int start)
    {
        for (var i = start; i < text.Length; i++)
            if (text[i] is not (>= 'a' and <= 'z' or >= '0' and <= '9')) return false;
        return text.Length > start;
    }

    private static bool IsLetterOrDigit(char c) => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9';
}
