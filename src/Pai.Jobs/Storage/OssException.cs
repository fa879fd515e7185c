using System.Net;

namespace Pai.Jobs;

/// <summary>A request to OSS failed: it was refused, the service could not be reached, or the bytes were changed on the way.</summary>
#pragma warning disable CA1032 // Without a message the exception would say nothing.
public sealed class OssException : PaiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, for which object, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public OssException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The service's code, for instance <c>NoSuchKey</c>; null where the service did not answer, or not in its own form.</summary>
    public string? Code { get; init; }

    /// <summary>The service's finer code, for instance <c>0026-00000001</c>. It may change with the service: log it only.</summary>
    public string? EC { get; init; }

    /// <summary>The id under which the service's support finds the request; null where no answer came.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The bucket; null where the request was about none.</summary>
    public string? Bucket { get; init; }

    /// <summary>The object's key; null where the request was about none.</summary>
    public string? Key { get; init; }

    /// <inheritdoc/>
    internal override (string Service, string? Code, string? RequestId)? Refusal => ("OSS", Code, RequestId);

    /// <summary>True when the bytes at the other end are not those at this one.</summary>
    internal bool IsMismatch { get; init; }
}
