using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Dlc;

/// <summary>Log messages about reading logs: never a line of one.</summary>
internal static class DlcLogMessages
{
    private static readonly Action<ILogger, string, string, Exception?> s_unreadable = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new(1302, nameof(Unreadable)), "The log of job {Id} cannot be read now; it is tried again. {Problem}");

    public static void Unreadable(ILogger logger, string id, string problem) => s_unreadable(logger, id, problem, null);
}
