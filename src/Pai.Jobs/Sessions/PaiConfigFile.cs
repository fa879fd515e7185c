using System.Text.Json;
using Pai.Jobs.Internal.Credentials;
using Pai.Jobs.Internal.Text;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>
/// The configuration file, that of PAI's Python SDK: one flat JSON object. Keys that this library does not know are ignored; comments and
/// trailing commas are accepted.
/// </summary>
internal sealed record PaiConfigFile
{
    public const string PathVariable = "PAI_CONFIG_PATH";

    public const string BackendKey = "backend";
    public const string RegionKey = "region_id";
    public const string WorkspaceKey = "workspace_id";
    public const string BucketKey = "oss_bucket_name";
    public const string EndpointKey = "oss_endpoint";

    private static readonly JsonDocumentOptions s_lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public static PaiConfigFile Empty { get; } = new();

    public string? Backend { get; init; }

    public string? Region { get; init; }

    public string? WorkspaceId { get; init; }

    public string? Bucket { get; init; }

    public string? Endpoint { get; init; }

    /// <summary>The names of keys that probably hold a secret, which must not be here.</summary>
    public IReadOnlyList<string> SecretKeys { get; init; } = [];

    /// <summary>The path that is named, else that of the variable, else the default; null if the home directory is unknown.</summary>
    public static string? FindPath(string? named, Func<string, string?> environment)
    {
        if (!string.IsNullOrWhiteSpace(named)) return named;
        if (environment(PathVariable) is { } path && !string.IsNullOrWhiteSpace(path)) return path;
        return HomeDirectory.Find(environment) is { } home ? Path.Combine(home, ".pai", "config.json") : null;
    }

    /// <summary>Reads the file; an empty one if there is none.</summary>
    /// <exception cref="JobException">It cannot be read, or is not such a file.</exception>
    public static PaiConfigFile Load(string? path)
    {
        if (path is null) return Empty;
        try
        {
            return Parse(File.ReadAllBytes(path), path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Empty;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new JobException($"The configuration file {path} cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="JobException">The bytes are not such a file.</exception>
    public static PaiConfigFile Parse(byte[] bytes, string path)
    {
        using var json = ParseObject(bytes, path);
        var root = json.RootElement;
        try
        {
            return new()
            {
                Backend = Text(root, BackendKey, path),
                Region = Text(root, RegionKey, path),
                WorkspaceId = Text(root, WorkspaceKey, path, orNumber: true),
                Bucket = Text(root, BucketKey, path),
                Endpoint = Text(root, EndpointKey, path),
                SecretKeys = [.. root.EnumerateObject().Select(p => p.Name).Where(IsSecret).Distinct()],
            };
        }
        catch (InvalidOperationException)
        {
            throw new JobException($"The configuration file {path} has a string that is not valid Unicode.");
        }
    }

    /// <summary>The file as a JSON object, to be disposed.</summary>
    /// <exception cref="JobException">The bytes are not a JSON object.</exception>
    public static JsonDocument ParseObject(byte[] bytes, string path)
    {
        try
        {
            var json = JsonDocument.Parse(bytes.AsMemory(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0), s_lenient);
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
        }
        catch (JsonException e)
        {
            // The parser's message may show a part of the file, and old files hold keys.
            var (line, position) = ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
            throw new JobException($"The configuration file {path} is not valid JSON: line {line}, byte {position}.");
        }

        throw new JobException($"The configuration file {path} must hold a JSON object, as in {{ \"backend\": \"local\" }}.");
    }

    /// <summary>
    /// A value without space around it; null if it is missing, blank or <c>None</c>, which Python writes for a missing one.
    /// </summary>
    private static string? Text(JsonElement root, string key, string path, bool orNumber = false)
    {
        if (!root.TryGetProperty(key, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (orNumber && value.ValueKind == JsonValueKind.Number) return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String)
        {
            var kind = value.ValueKind switch
            {
                JsonValueKind.Object => "an object",
                JsonValueKind.Array => "a list",
                _ => value.GetRawText(),
            };
            throw new JobException(
                $"\"{key}\" in the configuration file {path} must be a string{(orNumber ? " or a number" : "")}, not {kind}.");
        }

        var text = value.GetString()!.Trim();
        return text is "" or "None" ? null : text;
    }

    private static bool IsSecret(string key) =>
        SecretNames.IsLikely(key) || key.StartsWith("access_key", StringComparison.OrdinalIgnoreCase);
}
