using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.Storage;

/// <summary>Log messages about requests to OSS: times and error messages, never a key or a location that is signed.</summary>
/// <remarks>Written by hand: the generator of messages writes several classes in a random order, and the assembly would differ.</remarks>
internal static class OssLog
{
    private static readonly Action<ILogger, TimeSpan, Exception?> s_clockIsWrong = LoggerMessage.Define<TimeSpan>(
        LogLevel.Warning,
        new(2201, nameof(ClockIsWrong)),
        "This machine's clock differs from that of OSS by {Offset}. Requests are signed with that of OSS from now on.");

    private static readonly Action<ILogger, int, TimeSpan, string, Exception?> s_retries = LoggerMessage.Define<int, TimeSpan, string>(
        LogLevel.Information, new(2202, nameof(Retries)), "Try {Failures} failed; the next in {Delay}. {Problem}");

    public static void ClockIsWrong(ILogger logger, TimeSpan offset) => s_clockIsWrong(logger, offset, null);

    public static void Retries(ILogger logger, int failures, TimeSpan delay, string problem) =>
        s_retries(logger, failures, delay, problem, null);
}
