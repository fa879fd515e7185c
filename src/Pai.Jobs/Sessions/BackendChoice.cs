namespace Pai.Jobs.Internal.Sessions;

/// <summary>
/// Finds the backend that a session is to use: options, then <c>PAI_JOBS_BACKEND</c>, then the configuration file, then <c>local</c>.
/// </summary>
internal static class BackendChoice
{
    /// <summary>The source of <c>local</c> where nothing names a backend.</summary>
    public const string DefaultSource = "the default";

    public static (string Name, string Source) Choose(string? option, ConfigurationSource configuration, Func<string, string?> environment)
    {
        if (!string.IsNullOrWhiteSpace(option)) return (Normalize(option), "PaiSessionBuilder.Backend");
        if (environment("PAI_JOBS_BACKEND") is { } variable && !string.IsNullOrWhiteSpace(variable))
            return (Normalize(variable), "the variable PAI_JOBS_BACKEND");
        return configuration.File.Backend is { } configured
            ? (Normalize(configured), configuration.SourceOf(PaiConfigFile.BackendKey))
            : (LocalBackend.BackendName, DefaultSource);
    }

    private static string Normalize(string name) => name.Trim().ToLowerInvariant();
}
