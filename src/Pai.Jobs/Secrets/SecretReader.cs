namespace Pai.Jobs.Internal.Secrets;

/// <summary>Reads the value that a reference to a secret leads to.</summary>
internal static class SecretReader
{
    /// <exception cref="JobException">The reference leads nowhere.</exception>
    public static string Read(string reference, Func<string, string?> environment)
    {
        if (SecretReference.Rest(reference, SecretReference.EnvironmentPrefix) is { } variable)
        {
            return environment(variable)
                ?? throw new JobException($"The secret {reference} cannot be read: the environment variable {variable} is not set.");
        }

        if (SecretReference.Rest(reference, SecretReference.FilePrefix) is { } path) return ReadFile(reference, path);
        var (id, key) = SecretReference.SplitUserSecret(SecretReference.Rest(reference, SecretReference.UserSecretsPrefix)!);
        return UserSecrets.Read(reference, id, key, environment);
    }

    private static string ReadFile(string reference, string path)
    {
        try
        {
            var text = File.ReadAllText(path);
            // Editors and echo end a file with a line end; it is not part of the secret.
            return text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new JobException($"The secret {reference} cannot be read: {e.Message}", e);
        }
    }
}
