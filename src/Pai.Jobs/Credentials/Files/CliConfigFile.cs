using System.Text.Json;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>The file of the <c>aliyun</c> CLI. Fields that this library does not know are ignored.</summary>
/// <param name="Path">The path.</param>
/// <param name="Current">The profile that the file says is the current one; null if it says none.</param>
/// <param name="Profiles">The profiles by their names.</param>
internal sealed record CliConfigFile(string Path, string? Current, IReadOnlyDictionary<string, ProfileFields> Profiles)
{
    public const string DisabledVariable = "ALIBABA_CLOUD_CLI_PROFILE_DISABLED";

    private const string PathVariable = "ALIBABA_CLOUD_CONFIG_FILE";

    public const string ProfileVariable = "ALIBABA_CLOUD_PROFILE";

    /// <summary>The names of the profiles, for people.</summary>
    public string Names => Profiles.Count == 0 ? "none" : string.Join(", ", Profiles.Keys.Order(StringComparer.Ordinal));

    /// <exception cref="SourceException">The file does not exist, or cannot be read.</exception>
    public static CliConfigFile Load(CredentialContext context)
    {
        var named = context.Variable(PathVariable);
        var path = named ?? context.InHome(".aliyun", "config.json")
            ?? throw SourceException.NotSetUp("The home directory is unknown: HOME is not set.");
        var bytes = CredentialFile.Read(context, path);
        if (bytes is not null) return Parse(bytes, path);
        throw named is null
            ? SourceException.NotSetUp($"{path} does not exist.")
            : new SourceException($"{path} does not exist; the variable {PathVariable} names it.");
    }

    /// <exception cref="SourceException">The bytes are not such a file.</exception>
    public static CliConfigFile Parse(byte[] bytes, string path) => CredentialJson.Read(bytes, path, root =>
    {
        var profiles = new Dictionary<string, ProfileFields>(StringComparer.Ordinal);
        if (root.TryGetProperty("profiles", out var list) && list.ValueKind is not (JsonValueKind.Array or JsonValueKind.Null))
            throw new SourceException($"\"profiles\" in {path} is not a list.");
        if (list.ValueKind == JsonValueKind.Array)
        {
            foreach (var profile in list.EnumerateArray())
            {
                if (profile.ValueKind != JsonValueKind.Object || CredentialJson.String(profile, "name") is not { } name) continue;
                profiles.TryAdd(name, new($"The profile \"{name}\" in {path}", FieldsOf(profile)));
            }
        }

        return new CliConfigFile(path, CredentialJson.String(root, "current"), profiles);
    });

    private static Dictionary<string, string> FieldsOf(JsonElement profile)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in profile.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String) fields[member.Name] = member.Value.GetString()!;
            else if (member.Value.ValueKind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
                fields[member.Name] = member.Value.GetRawText();
        }

        return fields;
    }
}
