namespace Pai.Jobs.Internal.OpenApi;

/// <summary>
/// A request that cannot be repeated may have been carried out, or not: the answer was lost or cannot be read. Only a look-up can tell.
/// </summary>
#pragma warning disable CA1032, CA1064 // It is only thrown by the client, and handled before a user sees it.
internal sealed class ApiInDoubtException(string operation, PaiServiceException cause)
    : PaiException($"{operation} is in doubt: the request may have been carried out, or not. {cause.Message}", cause)
{
    /// <summary>The failure that leaves it open.</summary>
    public PaiServiceException Cause => cause;
}
