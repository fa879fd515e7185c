namespace Pai.Jobs;

/// <summary>There is no access key to sign with. The message has every source that was tried, and no secret.</summary>
public sealed class PaiCredentialsException : PaiException
{
    /// <summary>Creates the exception.</summary>
    public PaiCredentialsException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The source, the reason, and what to do next. It must not contain a secret.</param>
    public PaiCredentialsException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">The source, the reason, and what to do next. It must not contain a secret.</param>
    /// <param name="innerException">The cause.</param>
    public PaiCredentialsException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal PaiCredentialsException(string message, IReadOnlyList<PaiCredentialsAttempt> attempts, string? code, string? requestId)
        : base(message) => (Attempts, Code, RequestId) = (attempts, code, requestId);

    /// <summary>The sources that were tried, in order, and why each gave no key. The last one is where the search ended.</summary>
    public IReadOnlyList<PaiCredentialsAttempt> Attempts { get; } = [];

    /// <summary>The error code of the service that refused, for instance <c>NoPermission</c>; null when none answered.</summary>
    public string? Code { get; }

    /// <summary>The request id of the service that refused; null when none answered.</summary>
    public string? RequestId { get; }

    /// <summary>True if no source is set up, so that this machine simply has no credentials.</summary>
    internal bool IsAbsence { get; init; }
}
