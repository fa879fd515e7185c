namespace Pai.Jobs.Internal.Text;

/// <summary>Tells by its name what is probably a secret, so that its value is not shown. The analyzers compile this file too.</summary>
internal static class SecretNames
{
    private static readonly string[] s_parts =
        ["PASSWORD", "PASSWD", "SECRET", "AUTHTOKEN", "ACCESSTOKEN", "ACCESSKEY", "APIKEY", "PRIVATEKEY", "CREDENTIAL", "CONNECTIONSTRING"];

    /// <summary>Whether a variable or a parameter of this name probably holds a secret.</summary>
    public static bool IsLikely(string name)
    {
        // "token" only as the last word: max_tokens and tokenizer are no secrets.
        if (name.EndsWith("token", System.StringComparison.OrdinalIgnoreCase)) return true;
        var plain = new string(System.Array.FindAll(name.ToCharArray(), static c => c is not ('_' or '-' or '.'))).ToUpperInvariant();
        return System.Array.Exists(s_parts, plain.Contains);
    }

    /// <summary>The value, or three asterisks in place of a probable secret.</summary>
    public static string Mask(string name, string value) => IsLikely(name) ? "***" : value;
}
