using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The errors of the service, with the messages that the tests of official clients compare.</summary>
internal static class OssErrors
{
    public static OssException AccessDenied(string message, string ec = "0003-00000001") => new(403, "AccessDenied", ec, message);

    public static OssException InvalidArgument(string name, string? value, string message, string ec = "0017-00000902") =>
        new OssException(400, "InvalidArgument", ec, message).With("ArgumentName", name).With("ArgumentValue", value);

    public static OssException InvalidObjectName(string ec = "0016-00000001") =>
        new(400, "InvalidObjectName", ec, "The specified object is not valid.");

    public static OssException InvalidBucketName(string name) =>
        new OssException(400, "InvalidBucketName", "0015-00000001", "The specified bucket is not valid.").With("BucketName", name);

    public static OssException MalformedXml(string reason) => new(
        400,
        "MalformedXML",
        "0016-00000501",
        $"The XML you provided was not well-formed or did not validate against our published schema: {reason}");

    public static OssException NoSuchBucket(string name) =>
        new OssException(404, "NoSuchBucket", "0015-00000101", "The specified bucket does not exist.").With("BucketName", name);

    public static OssException NoSuchKey(string key) =>
        new OssException(404, "NoSuchKey", "0026-00000001", "The specified key does not exist.").With("Key", key);

    public static OssException NoSuchUpload(string? id) => new OssException(
        404,
        "NoSuchUpload",
        "0042-00000002",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.")
        .With("UploadId", id);

    public static OssException FileAlreadyExists() =>
        new(409, "FileAlreadyExists", "0026-00000002", "The object you specified already exists and can not be overwritten.");

    public static OssException InvalidDigest() =>
        new(400, "InvalidDigest", "0017-00000003", "The Content-MD5 you specified was invalid.");

    public static OssException EntityTooLarge(long limit) => new OssException(
        400,
        "EntityTooLarge",
        "0017-00000101",
        "Your proposed upload exceeds the maximum allowed size.")
        .With("MaxSizeAllowed", limit.ToString(CultureInfo.InvariantCulture));

    public static OssException InvalidPart(int number, string? etag) => new OssException(
        400,
        "InvalidPart",
        "0042-00000004",
        "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.")
        .With("PartNumber", number.ToString(CultureInfo.InvariantCulture))
        .With("PartEtag", etag);

    public static OssException PreconditionFailed(string condition) => new OssException(
        412,
        "PreconditionFailed",
        "0021-00000001",
        "At least one of the pre-conditions you specified did not hold.").With("Condition", condition);

    public static OssException NotModified() => new(304, "NotModified", "0021-00000002", "The object is not modified.");

    public static OssException MethodNotAllowed(string method) => new OssException(
        405,
        "MethodNotAllowed",
        "0017-00000701",
        "The specified method is not allowed against this resource.").With("Method", method);

    public static OssException NotImplemented(string name) => new OssException(
        501,
        "NotImplemented",
        "0017-00000801",
        "A header or parameter you provided implies functionality that is not implemented.").With("Header", name);

    public static OssException InternalError() =>
        new(500, "InternalError", "0001-00000001", "We encountered an internal error. Please try again.");
}
