using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Sessions;

/// <summary>Log messages about sessions: paths and names, never a value.</summary>
internal static partial class SessionLog
{
    [LoggerMessage(
        EventId = 2101,
        Level = LogLevel.Warning,
        Message = "The configuration file {Path} has keys that look like secrets, and are not used: {Keys}. "
            + "Credentials belong in the environment or in the profile of the aliyun CLI")]
    public static partial void SecretsInConfiguration(ILogger logger, string path, string keys);
}
