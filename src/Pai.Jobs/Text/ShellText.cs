namespace Pai.Jobs.Internal.Text;

/// <summary>Writes values into shell scripts so that no shell interprets them.</summary>
internal static class ShellText
{
    /// <summary>The value in single quotes.</summary>
    public static string Quote(string value) => "'" + value.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    /// <summary>The value as it is when nothing in it is special, else in single quotes. An empty one is <c>''</c>.</summary>
    public static string QuoteIfNeeded(string value) => IsPlain(value) ? value : Quote(value);

    /// <summary>True if no shell would find anything special in the value, quoted or not.</summary>
    public static bool IsPlain(string value) => value.Length > 0 && !value.AsSpan().ContainsAnyExcept(CharacterSets.ShellPlain);
}
