namespace Pai.Jobs.Internal.OpenApi;

/// <summary>Tells when the catalog of the package is to answer in place of the service.</summary>
internal static class ApiOffline
{
    public const string NoRegion =
        "the session has no region. Set PaiSessionBuilder.Region or the variable PAI_REGION_ID, for instance to cn-hangzhou.";

    /// <summary>
    /// True if the service could not be asked: it was not reached, it is down, a proxy answered in its place, or there are no credentials.
    /// A refusal is not such a cause, and neither are credentials that are set up but cannot be used.
    /// </summary>
    public static bool IsCause(PaiException e) => e switch
    {
        PaiServiceException service =>
            service.Kind is PaiServiceErrorKind.NoAnswer or PaiServiceErrorKind.Unavailable or PaiServiceErrorKind.BadAnswer,
        PaiCredentialsException credentials => credentials.IsAbsence,
        _ => false,
    };
}
