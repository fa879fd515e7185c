using System.Net;

namespace Pai.Jobs;

/// <summary>A request to a service of PAI failed: it was refused, or the service could not be reached.</summary>
#pragma warning disable CA1032 // Without a message the exception would say nothing.
public sealed class PaiServiceException : PaiException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The operation, the reason, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public PaiServiceException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The kind of the error. Default: <see cref="PaiServiceErrorKind.Unknown"/>.</summary>
    public PaiServiceErrorKind Kind { get; init; }

    /// <summary>The service, for instance <c>PAI-DLC</c>; null where it is not known.</summary>
    public string? Service { get; init; }

    /// <summary>The operation, for instance <c>CreateJob</c>; null where it is not known.</summary>
    public string? Operation { get; init; }

    /// <summary>The service's code, for instance <c>Throttling.User</c>; null where it did not answer, or not in its own form.</summary>
    public string? Code { get; init; }

    /// <summary>The id under which the service's support finds the request; null where no answer came.</summary>
    public string? RequestId { get; init; }

    /// <summary>The HTTP status; null where no answer came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>
    /// The RAM action that the identity lacks, for instance <c>paidlc:CreateJob</c>: as the service names it, else that of the operation;
    /// null for all but <see cref="PaiServiceErrorKind.Forbidden"/>.
    /// </summary>
    public string? MissingAction { get; init; }

    /// <summary>Also for an answer that is not the service's, such as a page of a proxy.</summary>
    internal override bool IsPassing => IsTransient || Kind == PaiServiceErrorKind.BadAnswer;

    /// <inheritdoc/>
    internal override (string Service, string? Code, string? RequestId)? Refusal => (Service ?? "PAI", Code, RequestId);

    /// <summary>True when the request was certainly not carried out.</summary>
    internal bool IsRefusal { get; init; }

    /// <summary>The pause that the service asks for before another try.</summary>
    internal TimeSpan? RetryAfter { get; init; }
}
