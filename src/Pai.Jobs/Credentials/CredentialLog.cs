using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Log messages about credentials: sources, times and paths, never a key.</summary>
internal static partial class CredentialLog
{
    [LoggerMessage(EventId = 2001, Level = LogLevel.Debug, Message = "Requests are signed with a key from {Source}")]
    public static partial void Found(ILogger logger, string source);

    [LoggerMessage(
        EventId = 2002,
        Level = LogLevel.Warning,
        Message = "The credentials of {Source} cannot be renewed; the present key is used until {Expiration}")]
    public static partial void NotRenewed(ILogger logger, string source, DateTimeOffset? expiration, Exception exception);

    [LoggerMessage(
        EventId = 2003,
        Level = LogLevel.Warning,
        Message = "Other users of this machine can read {Path}, which holds secrets. Run: chmod 600 {Path}")]
    public static partial void ReadableByOthers(ILogger logger, string path);
}
