#if NETSTANDARD
using System;
#endif
using System.Diagnostics.CodeAnalysis;

namespace Pai.Jobs.Internal.Secrets;

/// <summary>The forms of a reference to a secret. The analyzers compile this file too.</summary>
internal static class SecretReference
{
    public const string EnvironmentPrefix = "env:";
    public const string FilePrefix = "file:";
    public const string UserSecretsPrefix = "user-secrets:";

    public const string Forms =
        "Write env:NAME for an environment variable, file:PATH for a file, or user-secrets:ID#KEY for a .NET user secret.";

    public static bool IsValid([NotNullWhen(true)] string? text)
    {
        if (text is null || text.Contains('\0', StringComparison.Ordinal)) return false;
        if (Rest(text, EnvironmentPrefix) is { } variable) return variable.Length > 0 && !variable.Contains('=', StringComparison.Ordinal);
        if (Rest(text, FilePrefix) is { } path) return path.Length > 0;
        if (Rest(text, UserSecretsPrefix) is not { } rest) return false;
        var (id, key) = SplitUserSecret(rest);
        return id.Length > 0
            && key.Length > 0
            && !id.Contains('/', StringComparison.Ordinal)
            && !id.Contains('\\', StringComparison.Ordinal)
            && id is not ("." or "..");
    }

    /// <summary>The id of the project and the key of a user secret.</summary>
    public static (string Id, string Key) SplitUserSecret(string rest)
    {
        var separator = rest.IndexOf('#', StringComparison.Ordinal);
        return separator < 0 ? (rest, "") : (rest[..separator], rest[(separator + 1)..]);
    }

    /// <summary>The rest of the string after a prefix; null where the prefix is another.</summary>
    public static string? Rest(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;
}
