using System.Net;
using System.Text;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The errors of requests: the request, the service's answer, and what to do about it.</summary>
internal static class OssErrors
{
    private const int MaxErrorLength = 1 << 16;

    /// <summary>The service refused a request.</summary>
    public static OssException Refused(
        OssRequest request, HttpStatusCode status, OssErrorDocument error, string? requestId, string? ec, TimeSpan skew)
    {
        var code = error.Code ?? ImpliedCode(request, status);
        ec = OssErrorDocument.Line(ec) ?? error.EC;
        requestId = OssErrorDocument.Line(requestId) ?? error.RequestId;
        var text = new StringBuilder($"{Subject(request)} failed: {(int)status} {code ?? status.ToString()}");
        List<string> details = [];
        if (ec is not null) details.Add($"EC {ec}");
        if (requestId is not null) details.Add($"request id {requestId}");
        if (details.Count > 0) text.Append(" (").AppendJoin(", ", details).Append(')');
        text.Append(". ").Append(error.Message is { } said ? Sentence(said)
            : code is null ? "The answer does not describe the error in the service's form: it may come from a proxy."
            : "");
        if (OssAdvice.For(request, code, error, skew) is { } advice) text.Append(' ').Append(advice);
        return new(text.ToString().TrimEnd())
        {
            Code = code,
            EC = ec,
            RequestId = requestId,
            StatusCode = status,
            Bucket = request.Bucket.Name,
            Key = request.Key,
            IsTransient = IsTransient(status, code),
        };
    }

    /// <summary>No answer came, or it broke off.</summary>
    public static OssException NoAnswer(OssRequest request, Exception cause)
    {
        var reason = Sentence((cause.InnerException as TimeoutException ?? cause).Message);
        return new($"{Subject(request)} failed: the connection to {request.Bucket.Endpoint} broke. {reason}", cause)
        {
            Bucket = request.Bucket.Name,
            Key = request.Key,
            IsTransient = true,
        };
    }

    public static OssException TimedOut(OssRequest request, TimeSpan timeout, Exception cause) =>
        new($"{Subject(request)} failed: {request.Bucket.Endpoint} was silent for {timeout.TotalSeconds:0.###} seconds.", cause)
        {
            Bucket = request.Bucket.Name,
            Key = request.Key,
            IsTransient = true,
        };

    /// <summary>An answer does not say what it should.</summary>
    public static OssException Malformed(OssRequest request, OssResponse response, string problem, Exception? cause = null) =>
        new($"{Subject(request)} failed: the answer{RequestId(response.RequestId)} is not one of OSS: {Sentence(problem)}", cause)
        {
            RequestId = OssErrorDocument.Line(response.RequestId),
            StatusCode = response.Message.StatusCode,
            Bucket = request.Bucket.Name,
            Key = request.Key,
        };

    /// <summary>The bytes at the other end are not those at this one.</summary>
    public static OssException Mismatch(OssRequest request, string? requestId, string problem) =>
        new($"{Subject(request)} failed{RequestId(requestId)}: {Sentence(problem)}")
        {
            RequestId = OssErrorDocument.Line(requestId),
            Bucket = request.Bucket.Name,
            Key = request.Key,
            IsTransient = true,
            IsMismatch = true,
        };

    /// <summary>A body gave less than its length.</summary>
    public static OssException SourceEnded(long offset, OssBody body) =>
        new($"The source ended after {offset} of {body.Length} bytes. It changed while it was sent.");

    /// <summary>Method and object, without the query: a presigned one holds a signature.</summary>
    public static string Subject(OssRequest request) => $"{request.Method} oss://{request.Bucket.Name}/{request.Key}";

    public static string Sentence(string text) => text.EndsWith('.') ? text : text + ".";

    /// <summary>Reads the description of an error: from the body, or for a request that has none from a header.</summary>
    public static async ValueTask<OssErrorDocument> ReadAsync(OssResponse response, CancellationToken cancellationToken)
    {
        if (response.Header("x-oss-err") is { } header)
        {
            var bytes = new byte[header.Length];
            if (Convert.TryFromBase64String(header, bytes, out var count)) return OssErrorDocument.Parse(bytes.AsMemory(0, count));
        }

        try
        {
            return OssErrorDocument.Parse(await response.ReadDocumentAsync(MaxErrorLength, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is OssFormatException || OssTransport.IsConnection(e))
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The status says enough.
            return new();
        }
    }

    /// <summary>The code of an answer without a body.</summary>
    private static string? ImpliedCode(OssRequest request, HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound when request.Method == HttpMethod.Head => "NoSuchKey",
        HttpStatusCode.NotModified => "NotModified",
        HttpStatusCode.PreconditionFailed => "PreconditionFailed",
        _ => null,
    };

    private static bool IsTransient(HttpStatusCode status, string? code) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
        || (int)status >= 500 && status is not (HttpStatusCode.NotImplemented or HttpStatusCode.HttpVersionNotSupported)
        || code == "BadRequest";

    private static string RequestId(string? id) => OssErrorDocument.Line(id) is { } line ? $" (request id {line})" : "";
}
