using Microsoft.Extensions.Logging;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>Log messages about requests to PAI's services: times and error messages, never a key or a body.</summary>
/// <remarks>Written by hand: the generator of messages writes several classes in a random order, and the assembly would differ.</remarks>
internal static class ApiLog
{
    private static readonly Action<ILogger, string, TimeSpan, Exception?> s_clockIsWrong = LoggerMessage.Define<string, TimeSpan>(
        LogLevel.Warning,
        new(2301, nameof(ClockIsWrong)),
        "This machine's clock differs from that of {Service} by {Offset}. Requests are signed with the service's time from now on.");

    private static readonly Action<ILogger, int, TimeSpan, string, Exception?> s_retries = LoggerMessage.Define<int, TimeSpan, string>(
        LogLevel.Information, new(2302, nameof(Retries)), "Try {Failures} failed; the next in {Delay}. {Problem}");

    public static void ClockIsWrong(ILogger logger, string service, TimeSpan offset) => s_clockIsWrong(logger, service, offset, null);

    public static void Retries(ILogger logger, int failures, TimeSpan delay, string problem) =>
        s_retries(logger, failures, delay, problem, null);
}
