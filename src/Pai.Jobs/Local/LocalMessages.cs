using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Local;

/// <summary>The log messages of the local backend.</summary>
/// <remarks>
/// Not by the generator of messages: it writes the code of two classes in an order of its own, and one assembly is then not the other.
/// </remarks>
internal static class LocalMessages
{
    private static readonly Action<ILogger, string, Exception?> s_notDeleted = LoggerMessage.Define<string>(
        LogLevel.Warning, new(1201, nameof(NotDeleted)), "{Path} cannot be deleted and is left for the next clean-up.");

    private static readonly Action<ILogger, string, Exception?> s_notPruned = LoggerMessage.Define<string>(
        LogLevel.Debug, new(1202, nameof(NotPruned)), "The work files of old runs in {RunsDirectory} cannot be looked for.");

    private static readonly Action<ILogger, string, string, TimeSpan, Exception?> s_notPublished =
        LoggerMessage.Define<string, string, TimeSpan>(
            LogLevel.Warning,
            new(1203, nameof(NotPublished)),
            "The output {Output} of run {Id} cannot be published yet; the next try is in {Delay}.");

    private static readonly Action<ILogger, string, Exception?> s_notAbandoned = LoggerMessage.Define<string>(
        LogLevel.Warning, new(1204, nameof(NotAbandoned)), "Unfinished uploads of the stopped run {Id} may be left on OSS.");

    public static void NotPublished(ILogger logger, string output, string id, TimeSpan delay, Exception e) =>
        s_notPublished(logger, output, id, delay, e);

    public static void NotAbandoned(ILogger logger, string id, Exception e) => s_notAbandoned(logger, id, e);

    public static void NotDeleted(ILogger logger, string path, Exception e) => s_notDeleted(logger, path, e);

    public static void NotPruned(ILogger logger, string runsDirectory, Exception e) => s_notPruned(logger, runsDirectory, e);
}
