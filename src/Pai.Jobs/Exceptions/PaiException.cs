namespace Pai.Jobs;

/// <summary>
/// The root of all exceptions of this library: about jobs, storage and credentials. Besides it a call throws an
/// <see cref="ArgumentException"/> for misuse, an <see cref="OperationCanceledException"/>, or an <see cref="ObjectDisposedException"/>.
/// </summary>
public class PaiException : Exception
{
    /// <summary>Creates the exception.</summary>
    public PaiException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, and what to do next.</param>
    public PaiException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What failed, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public PaiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// True if the same call may succeed later: the network or the service is the reason. The library has repeated the request already
    /// where that is safe. Default false.
    /// </summary>
    public bool IsTransient { get; init; }

    /// <summary>True if a question that failed may succeed later, though perhaps not at once.</summary>
    internal virtual bool IsPassing => IsTransient;

    /// <summary>The error of a service: its name, its code and the id of the request; null for any other exception.</summary>
    internal virtual (string Service, string? Code, string? RequestId)? Refusal => null;
}
