using System.Globalization;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The errors of the service, with the messages that the tests of official clients compare.</summary>
internal static class OssErrors
{
    public static ServiceErrorException AccessDenied(string message, string ec = "0003-00000001") => new(403, "AccessDenied", ec, message);

    public static ServiceErrorException InvalidArgument(string name, string? value, string message, string ec = "0017-00000902") =>
        new ServiceErrorException(400, "InvalidArgument", ec, message).With("ArgumentName", name).With("ArgumentValue", value);

    public static ServiceErrorException InvalidObjectName(string ec = "0016-00000001") =>
        new(400, "InvalidObjectName", ec, "The specified object is not valid.");

    public static ServiceErrorException InvalidBucketName(string name) =>
        new ServiceErrorException(400, "InvalidBucketName", "0015-00000001", "The specified bucket is not valid.").With("BucketName", name);

    public static ServiceErrorException MalformedXml(string reason) => new(
        400,
        "MalformedXML",
        "0016-00000501",
        $"The XML you provided was not well-formed or did not validate against our published schema: {reason}");

    public static ServiceErrorException NoSuchBucket(string name) =>
        new ServiceErrorException(404, "NoSuchBucket", "0015-00000101", "The specified bucket does not exist.").With("BucketName", name);

    public static ServiceErrorException NoSuchKey(string key) =>
        new ServiceErrorException(404, "NoSuchKey", "0026-00000001", "The specified key does not exist.").With("Key", key);

    public static ServiceErrorException NoSuchUpload(string? id) => new ServiceErrorException(
        404,
        "NoSuchUpload",
        "0042-00000002",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.")
        .With("UploadId", id);

    public static ServiceErrorException FileAlreadyExists() =>
        new(409, "FileAlreadyExists", "0026-00000002", "The object you specified already exists and can not be overwritten.");

    public static ServiceErrorException InvalidDigest() =>
        new(400, "InvalidDigest", "0017-00000003", "The Content-MD5 you specified was invalid.");

    public static ServiceErrorException EntityTooLarge(long limit) => new ServiceErrorException(
        400,
        "EntityTooLarge",
        "0017-00000101",
        "Your proposed upload exceeds the maximum allowed size.")
        .With("MaxSizeAllowed", limit.ToString(CultureInfo.InvariantCulture));

    public static ServiceErrorException InvalidPart(int number, string? etag) => new ServiceErrorException(
        400,
        "InvalidPart",
        "0042-00000004",
        "One or more of the specified parts could not be found or the specified entity tag might not have matched the part's entity tag.")
        .With("PartNumber", number.ToString(CultureInfo.InvariantCulture))
        .With("PartEtag", etag);

    public static ServiceErrorException PreconditionFailed(string condition) => new ServiceErrorException(
        412,
        "PreconditionFailed",
        "0021-00000001",
        "At least one of the pre-conditions you specified did not hold.").With("Condition", condition);

    public static ServiceErrorException NotModified() => new(304, "NotModified", "0021-00000002", "The object is not modified.");

    public static ServiceErrorException MethodNotAllowed(string method) => new ServiceErrorException(
        405,
        "MethodNotAllowed",
        "0017-00000701",
        "The specified method is not allowed against this resource.").With("Method", method);

    public static ServiceErrorException NotImplemented(string name) => new ServiceErrorException(
        501,
        "NotImplemented",
        "0017-00000801",
        "A header or parameter you provided implies functionality that is not implemented.").With("Header", name);

    public static ServiceErrorException InternalError() =>
        new(500, "InternalError", "0001-00000001", "We encountered an internal error. Please try again.");
}
