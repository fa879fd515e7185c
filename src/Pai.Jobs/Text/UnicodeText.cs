namespace Pai.Jobs.Internal.Text;

/// <summary>Tells text that UTF-8 can carry from text that would silently become another.</summary>
internal static class UnicodeText
{
    /// <summary>True if no half of a surrogate pair stands alone: writers of UTF-8 put U+FFFD in its place.</summary>
    public static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return false;
            i++;
        }

        return true;
    }
}
