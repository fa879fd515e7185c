namespace Pai.Jobs;

/// <summary>The reason why a request to a service of PAI failed, as far as its error code shows it.</summary>
public enum PaiServiceErrorKind
{
    /// <summary>A reason that the error code does not show.</summary>
    Unknown,

    /// <summary>A value in the request is missing or wrong.</summary>
    Invalid,

    /// <summary>The access key, its session or the signature is wrong, or the clock is.</summary>
    Unauthenticated,

    /// <summary>The identity lacks a permission: <see cref="PaiServiceException.MissingAction"/>.</summary>
    Forbidden,

    /// <summary>The service has no resource with that id.</summary>
    NotFound,

    /// <summary>The job is in a status in which this cannot be done.</summary>
    WrongState,

    /// <summary>The account sends more requests than the service allows.</summary>
    Throttled,

    /// <summary>The service failed. The request may have been carried out.</summary>
    Unavailable,

    /// <summary>
    /// There was no connection, or it broke or was silent before the answer was complete. The request may have been carried out.
    /// </summary>
    NoAnswer,

    /// <summary>The answer is not in the service's form, as when it comes from a proxy. The request may have been carried out.</summary>
    BadAnswer,
}
