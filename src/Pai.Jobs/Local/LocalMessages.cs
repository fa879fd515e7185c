using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Local;

/// <summary>The log messages of the local backend.</summary>
/// <remarks>
/// Not by the generator of messages: it writes the code of two classes in an order of its own, and one assembly is then not the other.
/// </remarks>
internal static class LocalMessages
{
    private static readonly Action<ILogger, string, Exception?> s_notDeleted = LoggerMessage.Define<string>(
        LogLevel.Warning, new(20, nameof(NotDeleted)), "{Path} cannot be deleted, and is left for the next clean-up.");

    private static readonly Action<ILogger, string, Exception?> s_notPruned = LoggerMessage.Define<string>(
        LogLevel.Debug, new(21, nameof(NotPruned)), "The work files of old runs in {RunsDirectory} cannot be looked for.");

    public static void NotDeleted(ILogger logger, string path, Exception e) => s_notDeleted(logger, path, e);

    public static void NotPruned(ILogger logger, string runsDirectory, Exception e) => s_notPruned(logger, runsDirectory, e);
}
