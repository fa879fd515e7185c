using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Log messages about sessions: paths and names, never a value.</summary>
/// <remarks>Written by hand: the generator of messages writes several classes in a random order, and the assembly would differ.</remarks>
internal static class SessionLog
{
    private static readonly Action<ILogger, string, string, Exception?> s_secretsInConfiguration = LoggerMessage.Define<string, string>(
        LogLevel.Warning,
        new(2101, nameof(SecretsInConfiguration)),
        "The configuration file {Path} has keys that look like secrets, and are not used: {Keys}. "
        + "Credentials belong in the environment or in the profile of the aliyun CLI");

    public static void SecretsInConfiguration(ILogger logger, string path, string keys) =>
        s_secretsInConfiguration(logger, path, keys, null);
}
