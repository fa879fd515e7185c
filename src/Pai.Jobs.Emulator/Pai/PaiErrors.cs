using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>
/// The errors of PAI's services. They publish none for their operations: the codes are those of the gateway in front of all services, and
/// those that notes about PAI-DLC name.
/// </summary>
internal static class PaiErrors
{
    public static ServiceErrorException Throttled(TimeSpan delay) =>
        Create(429, "Throttling.User", "Request was denied due to user flow control.")
            .WithHeader("x-acs-retry-after", ((long)delay.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));

    public static ServiceErrorException ExpiredToken() =>
        Create(400, "InvalidSecurityToken.Expired", "Specified SecurityToken is expired.");

    public static ServiceErrorException WrongToken() =>
        Create(400, "InvalidSecurityToken.MismatchWithAccessKey", "Specified SecurityToken mismatch with the AccessKey.");

    public static ServiceErrorException UnknownKey() => Create(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");

    public static ServiceErrorException IncompleteSignature(string reason) =>
        Create(400, "IncompleteSignature", $"The request signature does not conform to Aliyun standards. {reason}");

    public static ServiceErrorException SignatureDoesNotMatch(string stringToSign) => Create(
        400,
        "SignatureDoesNotMatch",
        $"Specified signature does not match our calculation. server string to sign is:{stringToSign}");

    public static ServiceErrorException TimeFormat() =>
        Create(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");

    public static ServiceErrorException TimeExpired() =>
        Create(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");

    public static ServiceErrorException NonceUsed() =>
        Create(400, "SignatureNonceUsed", "Specified signature nonce was used already.");

    public static ServiceErrorException UnknownApi() => Create(
        404,
        "InvalidApi.NotFound",
        "Specified api is not found, please check your url and method.");

    public static ServiceErrorException Missing(string parameter) =>
        Create(400, "Missing" + parameter, $"{parameter} is mandatory for this action.");

    public static ServiceErrorException Invalid(string parameter, string reason) =>
        Create(400, "InvalidParameter", $"The parameter {parameter} is invalid: {reason}");

    public static ServiceErrorException NotFound(string what, string? id) => Create(404, "NotFound", $"The {what} '{id}' does not exist.");

    public static ServiceErrorException WrongState(string reason) => Create(400, "BadRequest", reason);

    /// <summary>Requests for features of the service that the emulator lacks: answering them would give wrong results.</summary>
    public static ServiceErrorException NotEmulated(string parameter) =>
        Create(501, "NotImplemented", $"The emulator does not have the parameter {parameter}.");

    public static ServiceErrorException NoTerminals() => Create(501, "NotImplemented", "The emulator has no terminals.");

    /// <summary>The status says that nothing was created, so that no client is in doubt about that.</summary>
    public static ServiceErrorException CannotExecute(string reason) =>
        Create(400, "EmulatorCannotExecute", $"The emulator cannot run this job: {reason}");

    private static ServiceErrorException Create(int status, string code, string message) => new(status, code, "", message);
}
