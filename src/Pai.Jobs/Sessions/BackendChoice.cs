using System.Text.Json;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>
/// Finds the backend that a session is to use: options, then <c>PAI_JOBS_BACKEND</c>, then the configuration file, then <c>local</c>.
/// </summary>
internal static class BackendChoice
{
    public static (string Name, string Source) Choose(string? option, string? configurationPath, Func<string, string?> environment)
    {
        if (!string.IsNullOrWhiteSpace(option)) return (Normalize(option), "PaiSessionBuilder.Backend");
        if (environment("PAI_JOBS_BACKEND") is { } variable && !string.IsNullOrWhiteSpace(variable))
            return (Normalize(variable), "the variable PAI_JOBS_BACKEND");
        var path = configurationPath ?? NotEmpty(environment("PAI_CONFIG_PATH")) ?? DefaultPath(environment);
        return path is not null && ReadBackend(path) is { } configured
            ? (Normalize(configured), $"\"backend\" in {path}")
            : (LocalBackend.BackendName, "the default");
    }

    private static string Normalize(string name) => name.Trim().ToLowerInvariant();

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string? DefaultPath(Func<string, string?> environment) =>
        NotEmpty(environment("HOME") ?? environment("USERPROFILE")) is { } home ? Path.Combine(home, ".pai", "config.json") : null;

    private static string? ReadBackend(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var json = JsonDocument.Parse(file, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new JobException($"The configuration file {path} must hold a JSON object, as in {{ \"backend\": \"local\" }}.");
            if (!json.RootElement.TryGetProperty("backend", out var backend) || backend.ValueKind == JsonValueKind.Null) return null;
            return backend.ValueKind == JsonValueKind.String
                ? NotEmpty(backend.GetString())
                : throw new JobException(
                    $"\"backend\" in the configuration file {path} must be a string such as \"local\", not {backend.GetRawText()}.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new JobException($"The configuration file {path} cannot be read: {e.Message}", e);
        }
    }
}
