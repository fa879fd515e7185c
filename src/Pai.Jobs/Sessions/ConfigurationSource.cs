using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>The configuration file of a session, read once, when a setting first needs it.</summary>
internal sealed class ConfigurationSource
{
    private readonly Lazy<PaiConfigFile> _file;

    public ConfigurationSource(string? named, Func<string, string?> environment, ILogger logger)
    {
        Path = PaiConfigFile.FindPath(named, environment);
        _file = new(() => Load(logger));
    }

    /// <summary>The path; null if the home directory is unknown.</summary>
    public string? Path { get; }

    /// <exception cref="JobException">The file cannot be read.</exception>
    public PaiConfigFile File => _file.Value;

    /// <summary>A key of the file, for people.</summary>
    public string SourceOf(string key) => $"\"{key}\" in {Path}";

    private PaiConfigFile Load(ILogger logger)
    {
        var file = PaiConfigFile.Load(Path);
        if (file.SecretKeys.Count > 0) SessionLog.SecretsInConfiguration(logger, Path!, string.Join(", ", file.SecretKeys));
        return file;
    }
}
