using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Log messages about sessions: paths, names and hosts, never the value of a secret.</summary>
/// <remarks>Written by hand: the generator of messages writes several classes in a random order, and the assembly would differ.</remarks>
internal static class SessionLog
{
    private static readonly Action<ILogger, string, string, Exception?> s_secretsInConfiguration = LoggerMessage.Define<string, string>(
        LogLevel.Warning,
        new(2101, nameof(SecretsInConfiguration)),
        "The configuration file {Path} has keys that look like secrets, and are not used: {Keys}. "
        + "Credentials belong in the environment or in the profile of the aliyun CLI");

    private static readonly Action<ILogger, string, string, string, Exception?> s_networkFound =
        LoggerMessage.Define<string, string, string>(
            LogLevel.Information,
            new(2102, nameof(NetworkFound)),
            "The network of the session is {Network}: {Host} {Can} be reached");

    public static void NetworkFound(ILogger logger, string network, string host, string can) =>
        s_networkFound(logger, network, host, can, null);

    public static void SecretsInConfiguration(ILogger logger, string path, string keys) =>
        s_secretsInConfiguration(logger, path, keys, null);
}
