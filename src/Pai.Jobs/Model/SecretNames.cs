namespace Pai.Jobs;

/// <summary>Tells by its name what is probably a secret, so that its value is not shown.</summary>
internal static class SecretNames
{
    private static readonly string[] s_parts =
        ["password", "passwd", "secret", "authtoken", "accesstoken", "accesskey", "apikey", "privatekey", "credential", "connectionstring"];

    /// <summary>Whether a variable or a parameter of this name probably holds a secret.</summary>
    public static bool IsLikely(string name)
    {
        // "token" only as the last word: max_tokens and tokenizer are no secrets.
        if (name.EndsWith("token", StringComparison.OrdinalIgnoreCase)) return true;
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return Array.Exists(s_parts, p => plain.Contains(p, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The value, or three asterisks in place of a probable secret.</summary>
    public static string Mask(string name, string value) => IsLikely(name) ? "***" : value;
}
