namespace CatalogWriter;

/// <summary>Makes names of C# from those of the service.</summary>
internal static class Identifiers
{
    /// <summary>The word with its first letter in upper case.</summary>
    public static string Pascal(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
