using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Local;

/// <summary>What the local backend logs.</summary>
internal static partial class LocalMessages
{
    [LoggerMessage(20, LogLevel.Warning, "{Path} cannot be deleted, and is left for the next clean-up.")]
    public static partial void NotDeleted(ILogger logger, string path, Exception e);

    [LoggerMessage(21, LogLevel.Debug, "The work files of old runs in {RunsDirectory} cannot be looked for.")]
    public static partial void NotPruned(ILogger logger, string runsDirectory, Exception e);
}
