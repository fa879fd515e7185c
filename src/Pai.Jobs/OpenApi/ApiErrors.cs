using System.Net;
using System.Text;
using Pai.Jobs.Internal.Credentials;

namespace Pai.Jobs.Internal.OpenApi;

/// <summary>The errors of requests: the operation, the service's answer, and what to do about it.</summary>
internal static class ApiErrors
{
    /// <summary>The service, or something on the way to it, answered with an error.</summary>
    public static PaiServiceException Refused(
        ApiRequest request, ApiEndpoint endpoint, ApiResponse response, ApiErrorBody error, TimeSpan skew)
    {
        var kind = KindOf(request, response, error.Code);
        var action = kind == PaiServiceErrorKind.Forbidden ? error.MissingAction ?? request.RamAction : null;
        var requestId = error.RequestId ?? StsError.ShortName(response.RequestId);
        var text = new StringBuilder(Subject(request, endpoint))
            .Append($" failed: {(int)response.Status} {error.Code ?? response.Status.ToString()}");
        if (requestId is not null) text.Append(" (request id ").Append(requestId).Append(')');
        text.Append(". ").Append(error.Message is { } said ? Sentence(said)
            : error.Code is null ? "The answer does not describe the error in the service's form: it may come from a proxy."
            : "");
        if (Advice(endpoint, kind, error.Code, action, skew) is { } advice) text.Append(' ').Append(advice);
        return new(text.ToString().TrimEnd())
        {
            Kind = kind,
            Service = endpoint.Service.Name,
            Operation = request.Operation,
            Code = error.Code,
            RequestId = requestId,
            StatusCode = response.Status,
            MissingAction = action,
            IsTransient = IsTransient(kind, response.Status, error.Code),
            IsRefusal = IsRefusal(kind, response.Status, error.Code),
            RetryAfter = response.RetryAfter,
        };
    }

    /// <summary>No answer came, or it broke off.</summary>
    /// <param name="request">The request.</param>
    /// <param name="endpoint">Where it was sent.</param>
    /// <param name="cause">What was thrown.</param>
    /// <param name="timeout">The time that it had, if that is over.</param>
    public static PaiServiceException NoAnswer(ApiRequest request, ApiEndpoint endpoint, Exception cause, TimeSpan? timeout)
    {
        var http = cause as HttpRequestException;
        var isUnsent = timeout is null && IsConnectFailure(cause);
        var reason = timeout is { } time ? $"no answer within {Times.Seconds(time)}"
            : http is not null ? CredentialHttp.Describe(http)
            : isUnsent ? "no connection within the time for it"
            : "the connection broke before the answer was complete";

        // The message about a proxy has its location, with the password.
        var inner = http?.HttpRequestError == HttpRequestError.ProxyTunnelError ? null : cause;
        return new($"{Subject(request, endpoint)} failed at {endpoint}: {Sentence(reason)}", inner)
        {
            Kind = PaiServiceErrorKind.NoAnswer,
            Service = endpoint.Service.Name,
            Operation = request.Operation,
            IsTransient = true,
            IsRefusal = isUnsent,
        };
    }

    /// <summary>An answer does not say what it should.</summary>
    public static PaiServiceException Unreadable(ApiRequest request, ApiEndpoint endpoint, ApiResponse response, string problem)
    {
        var requestId = StsError.ShortName(response.RequestId);
        var id = requestId is null ? "" : $" (request id {requestId})";
        return new($"{Subject(request, endpoint)} failed: the answer{id} is not in the service's form: {Sentence(problem)}")
        {
            Kind = PaiServiceErrorKind.BadAnswer,
            Service = endpoint.Service.Name,
            Operation = request.Operation,
            RequestId = requestId,
            StatusCode = response.Status,
        };
    }

    /// <summary>True for the refusal of a request because of its time.</summary>
    public static bool IsAboutTime(string? code) => StartsWith(code, "InvalidTimeStamp");

    /// <summary>True for the refusal of an access key, or of its session.</summary>
    public static bool IsAboutKey(string? code) =>
        StartsWith(code, "InvalidAccessKeyId") || Contains(code, "SecurityToken");

    /// <summary>True where the failure came before anything was sent.</summary>
    private static bool IsConnectFailure(Exception cause) => cause switch
    {
        HttpRequestException http => http.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,

        // The handler's own time for a connection is over.
        OperationCanceledException canceled => canceled.InnerException is TimeoutException,
        _ => false,
    };

    private static PaiServiceErrorKind KindOf(ApiRequest request, ApiResponse response, string? code)
    {
        var status = (int)response.Status;
        if (StartsWith(code, "Throttling") || status == 429) return PaiServiceErrorKind.Throttled;
        // Of a request that may have been accepted, a time to wait says nothing.
        if (status is >= 400 and < 500 and not 408 && !IsNonceUsed(code) && response.RetryAfter is not null)
            return PaiServiceErrorKind.Throttled;
        if (status >= 500 || StartsWith(code, "InternalError") || StartsWith(code, "ServiceUnavailable"))
            return PaiServiceErrorKind.Unavailable;
        if (code is null) return PaiServiceErrorKind.BadAnswer;
        if (status == 401 || IsAboutTime(code) || IsAboutKey(code) || Contains(code, "Signature"))
            return PaiServiceErrorKind.Unauthenticated;
        if (status == 403 || StartsWith(code, "Forbidden") || StartsWith(code, "NoPermission")) return PaiServiceErrorKind.Forbidden;
        if (request.DependsOnStatus && (status == 409 || code == "BadRequest" || Contains(code, "Status") || Contains(code, "State")))
            return PaiServiceErrorKind.WrongState;
        if (IsAboutApi(code)) return PaiServiceErrorKind.Invalid;
        if (status == 404 || Contains(code, "NotFound") || Contains(code, "NotExist")) return PaiServiceErrorKind.NotFound;
        return status == 400 ? PaiServiceErrorKind.Invalid : PaiServiceErrorKind.Unknown;
    }

    /// <summary>True for a request that did not reach the API that it is for.</summary>
    private static bool IsAboutApi(string? code) =>
        StartsWith(code, "InvalidApi") || StartsWith(code, "InvalidProduct") || StartsWith(code, "InvalidProtocol");

    private static bool IsTransient(PaiServiceErrorKind kind, HttpStatusCode status, string? code) => kind switch
    {
        PaiServiceErrorKind.Throttled => true,
        PaiServiceErrorKind.Unavailable => status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported),
        _ => status == HttpStatusCode.RequestTimeout || IsNonceUsed(code),
    };

    /// <summary>
    /// A clear answer of the service itself. That a nonce was used says that the same message came twice: the first may have been accepted.
    /// </summary>
    private static bool IsRefusal(PaiServiceErrorKind kind, HttpStatusCode status, string? code) =>
        kind == PaiServiceErrorKind.Throttled
        || (kind is not (PaiServiceErrorKind.Unavailable or PaiServiceErrorKind.BadAnswer)
            && (int)status is >= 400 and < 500 && status != HttpStatusCode.RequestTimeout && !IsNonceUsed(code));

    private static bool IsNonceUsed(string? code) => StartsWith(code, "SignatureNonceUsed");

    private static string? Advice(ApiEndpoint endpoint, PaiServiceErrorKind kind, string? code, string? action, TimeSpan skew) =>
        kind switch
        {
            PaiServiceErrorKind.Forbidden =>
                $"The identity needs the RAM action {action}: in a policy, or by a role in the workspace that has it.",
            PaiServiceErrorKind.Throttled => "Try again later, or send fewer requests at once.",
            PaiServiceErrorKind.Unauthenticated when IsAboutTime(code) && skew == TimeSpan.Zero => "Check the clock of this machine.",
            PaiServiceErrorKind.Unauthenticated when IsAboutTime(code) =>
                $"The clock of this machine is {skew.Duration():g} {(skew < TimeSpan.Zero ? "ahead of" : "behind")} the service's. Set it.",
            PaiServiceErrorKind.Unauthenticated when IsAboutKey(code) => "Check the access key; if it is of a session, get a new one.",
            PaiServiceErrorKind.Unauthenticated when StartsWith(code, "SignatureDoesNotMatch") => "Check the access key secret.",
            PaiServiceErrorKind.Invalid when IsAboutApi(code) => $"Check that {endpoint} is an endpoint of {endpoint.Service.Name}.",
            _ => null,
        };

    private static string Subject(ApiRequest request, ApiEndpoint endpoint) => $"{request.Operation} of {endpoint.Service.Name}";

    private static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    private static bool StartsWith(string? code, string start) => code?.StartsWith(start, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Contains(string? code, string part) => code?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
