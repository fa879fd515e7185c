using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Credentials;

/// <summary>Log messages about credentials: sources, times and paths, never a key.</summary>
/// <remarks>Written by hand: the generator of messages writes several classes in a random order, and the assembly would differ.</remarks>
internal static class CredentialLog
{
    private static readonly Action<ILogger, string, Exception?> s_found = LoggerMessage.Define<string>(
        LogLevel.Debug, new(2001, nameof(Found)), "Requests are signed with a key from {Source}");

    private static readonly Action<ILogger, string, DateTimeOffset?, Exception?> s_notRenewed =
        LoggerMessage.Define<string, DateTimeOffset?>(
            LogLevel.Warning,
            new(2002, nameof(NotRenewed)),
            "The credentials of {Source} cannot be renewed; the present key is used until {Expiration}");

    private static readonly Action<ILogger, string, string, Exception?> s_readableByOthers = LoggerMessage.Define<string, string>(
        LogLevel.Warning,
        new(2003, nameof(ReadableByOthers)),
        "Other users of this machine can read {Path}, which holds secrets. Run: chmod 600 {File}");

    public static void Found(ILogger logger, string source) => s_found(logger, source, null);

    public static void NotRenewed(ILogger logger, string source, DateTimeOffset? expiration, Exception exception) =>
        s_notRenewed(logger, source, expiration, exception);

    public static void ReadableByOthers(ILogger logger, string path) => s_readableByOthers(logger, path, path, null);
}
