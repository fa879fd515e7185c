using System.Globalization;
using System.Text;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The errors of signatures.</summary>
internal static class SignatureErrors
{
    public static ServiceErrorException UnknownKey(string id) => new ServiceErrorException(
        403, "InvalidAccessKeyId", "0002-00000902", "The OSS Access Key Id you provided does not exist in our records.")
        .With("OSSAccessKeyId", id);

    public static ServiceErrorException InvalidToken() =>
        new(403, "InvalidSecurityToken", "0002-00000067", "The security token you provided is invalid.");

    public static ServiceErrorException ExpiredToken() =>
        new(403, "SecurityTokenExpired", "0002-00000068", "The security token you provided has expired.");

    public static ServiceErrorException TooSkewed(DateTimeOffset time, DateTimeOffset now) => new ServiceErrorException(
        403, "RequestTimeTooSkewed", "0002-00000504", "The difference between the request time and the current time is too large.")
        .With("MaxAllowedSkewMilliseconds", "900000")
        .With("RequestTime", Times.ToXml(time))
        .With("ServerTime", Times.ToXml(now));

    public static ServiceErrorException ExpiredUrl(DateTimeOffset end, DateTimeOffset now, string ec) =>
        OssErrors.AccessDenied("Request has expired.", ec)
            .With("Expires", Times.ToXml(end))
            .With("ServerTime", Times.ToXml(now));

    public static ServiceErrorException Malformed() =>
        OssErrors.InvalidArgument("Authorization", null, "Authorization header is invalid.", "0002-00000202");

    public static ServiceErrorException InvalidDate() =>
        OssErrors.AccessDenied("OSS authentication requires a valid Date.", "0002-00000501");

    public static ServiceErrorException DoesNotMatch(string id, string signature, string stringToSign, string ec) =>
        new ServiceErrorException(
            403,
            "SignatureDoesNotMatch",
            ec,
            "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
            .With("OSSAccessKeyId", id)
            .With("SignatureProvided", signature)
            .With("StringToSign", stringToSign)
            .With("StringToSignBytes", Hex(stringToSign));

    private static string Hex(string value) =>
        string.Join(' ', Encoding.UTF8.GetBytes(value).Select(b => b.ToString("X2", CultureInfo.InvariantCulture)));
}
