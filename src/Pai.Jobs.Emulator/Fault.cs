using System.Globalization;
using Pai.Jobs.Internal.Emulator;

namespace Pai.Jobs.Emulator;

/// <summary>Something that goes wrong with one request. A <see cref="FaultRule"/> says with which.</summary>
public sealed class Fault
{
    private readonly string _name;

    private Fault(FaultKind kind, string name) => (Kind, _name) = (kind, name);

    internal FaultKind Kind { get; }

    internal TimeSpan Time { get; private init; }

    internal long? Bytes { get; private init; }

    internal ServiceErrorException? Answer { get; private init; }

    /// <summary>The answer of PAI's services, where it is another one.</summary>
    internal ServiceErrorException? PaiAnswer { get; private init; }

    internal bool IsXml { get; private init; } = true;

    /// <summary>The request is processed after a time, by the clock of the emulator.</summary>
    /// <param name="time">The time, from zero up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative.</exception>
    public static Fault Delay(TimeSpan time) => new(FaultKind.Delay, nameof(Delay)) { Time = NotNegative(time) };

    /// <summary>The connection is closed before the request is processed.</summary>
    public static Fault ResetBeforeHeaders() => new(FaultKind.ResetBeforeHeaders, nameof(ResetBeforeHeaders));

    /// <summary>The request is processed, and the connection closed after the headers of the answer.</summary>
    public static Fault ResetAfterHeaders() => new(FaultKind.ResetAfterHeaders, nameof(ResetAfterHeaders));

    /// <summary>The request is processed, and the connection closed within the body of the answer.</summary>
    /// <param name="afterBytes">How many bytes of the body are sent at most; null for half of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault ResetMidBody(long? afterBytes = null) =>
        new(FaultKind.ResetMidBody, nameof(ResetMidBody)) { Bytes = NotNegative(afterBytes) };

    /// <summary>The connection is closed within the body of the request, of which nothing is stored.</summary>
    /// <param name="afterBytes">How many bytes of the body are read; null for half of them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public static Fault ResetMidUpload(long? afterBytes = null) =>
        new(FaultKind.ResetMidUpload, nameof(ResetMidUpload)) { Bytes = NotNegative(afterBytes) };

    /// <summary>The request is not processed, and answered with an error.</summary>
    /// <param name="status">The HTTP status, from 300 to 599.</param>
    /// <param name="code">The service's code, such as <c>AccessDenied</c>.</param>
    /// <param name="message">The message.</param>
    /// <param name="isXml">False for a body of HTML, as a proxy writes it, instead of the service's XML or JSON.</param>
    /// <exception cref="ArgumentException">The status is out of range, or the code is empty.</exception>
    public static Fault Error(int status, string code, string message = "An error that a rule made.", bool isXml = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 300);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        ArgumentException.ThrowIfNullOrEmpty(code);
        ArgumentNullException.ThrowIfNull(message);
        return new(FaultKind.Error, $"{nameof(Error)} {status} {code}")
        {
            Answer = new(status, code, "0099-00000001", message),
            IsXml = isXml,
        };
    }

    /// <summary>500 InternalError.</summary>
    /// <param name="isXml">False for a body of HTML, as a proxy writes it, instead of the service's XML or JSON.</param>
    public static Fault InternalError(bool isXml = true) =>
        Error(500, "InternalError", "We encountered an internal error. Please try again.", isXml);

    /// <summary>503 ServiceUnavailable.</summary>
    /// <param name="isXml">False for a body of HTML, as a proxy writes it, instead of the service's XML or JSON.</param>
    public static Fault ServiceUnavailable(bool isXml = true) =>
        Error(503, "ServiceUnavailable", "The service is temporarily unavailable. Please try again.", isXml);

    /// <summary>
    /// 503 QpsLimitExceeded, with a delay in the header <c>x-oss-qos-delay-time</c>; of PAI-DLC and AIWorkspace 429 Throttling.User with
    /// <c>x-acs-retry-after</c>.
    /// </summary>
    /// <param name="delay">The delay that the answer names, from zero up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The delay is negative.</exception>
    public static Fault Throttle(TimeSpan delay) => new(FaultKind.Error, nameof(Throttle))
    {
        Answer = new ServiceErrorException(503, "QpsLimitExceeded", "0099-00000002", "Please reduce your request rate.")
            .WithHeader("x-oss-qos-delay-time", ((long)NotNegative(delay).TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
        PaiAnswer = PaiErrors.Throttled(delay),
    };

    /// <summary>403 SecurityTokenExpired; of PAI-DLC and AIWorkspace 400 InvalidSecurityToken.Expired.</summary>
    public static Fault ExpiredToken() => new(FaultKind.Error, nameof(ExpiredToken))
    {
        Answer = SignatureErrors.ExpiredToken(),
        PaiAnswer = PaiErrors.ExpiredToken(),
    };

    /// <summary>One byte of the answer's body is wrong. Its headers, the checksum among them, are those of the right one.</summary>
    /// <param name="position">Which byte, from zero up; null for one that the seed chooses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative.</exception>
    public static Fault CorruptDownload(long? position = null) =>
        new(FaultKind.CorruptDownload, nameof(CorruptDownload)) { Bytes = NotNegative(position) };

    /// <summary>One byte of the request's body is stored wrong, and the checksum of the answer is that of what was stored.</summary>
    /// <param name="position">Which byte, from zero up; null for one that the seed chooses.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position is negative.</exception>
    public static Fault CorruptUpload(long? position = null) =>
        new(FaultKind.CorruptUpload, nameof(CorruptUpload)) { Bytes = NotNegative(position) };

    /// <summary>The answer's header <c>x-oss-hash-crc64ecma</c> is wrong, if it has one.</summary>
    public static Fault WrongCrc() => new(FaultKind.WrongCrc, nameof(WrongCrc));

    /// <summary>The body of the answer comes a few bytes at a time, by the clock of the emulator.</summary>
    /// <param name="bytes">How many bytes come at once, from 1 up.</param>
    /// <param name="every">The time between them.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number or the time is out of range.</exception>
    public static Fault SlowDrip(int bytes, TimeSpan every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bytes, 1);
        return new(FaultKind.SlowDrip, nameof(SlowDrip)) { Bytes = bytes, Time = NotNegative(every) };
    }

    /// <summary>The request is processed, and the connection closed instead of an answer: a job that is created stays so.</summary>
    public static Fault LoseAnswer() => new(FaultKind.LoseAnswer, nameof(LoseAnswer));

    /// <summary>The name of the fault.</summary>
    public override string ToString() => _name;

    private static TimeSpan NotNegative(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return time;
    }

    private static long? NotNegative(long? number)
    {
        if (number is { } value) ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(number));
        return number;
    }
}
