using System.Net;

namespace Pai.Jobs.Internal.Storage;

/// <summary>The transfer of a file has ended too early, and something of it stays.</summary>
#pragma warning disable CA1032, CA1064 // It never leaves the engine.
internal sealed class TransferStop(Exception cause, IReadOnlyList<string> kept) : Exception(cause.Message, cause)
{
    public Exception Cause => InnerException!;

    /// <summary>The files and uploads that stay, for a resume or because they could not be removed.</summary>
    public IReadOnlyList<string> Kept => kept;

    /// <summary>
    /// True if a later call can continue after a failure: a cancel, a connection, a full disk, an ended session. It cannot where the
    /// service says no, or where the bytes were wrong.
    /// </summary>
    public static bool CanResumeAfter(Exception e) => e switch
    {
        SourceChangedException => false,
        OssException { IsMismatch: true } => false,
        OssException oss => oss.IsTransient
            || oss.StatusCode == HttpStatusCode.Unauthorized
            || oss.Code is "SecurityTokenExpired" or "InvalidSecurityToken" or "RequestTimeTooSkewed",
        _ => true,
    };

    /// <summary>True if every other request to the bucket would fail too.</summary>
    public static bool ConcernsAll(Exception e) =>
        e is OssException { Code: "NoSuchBucket" or "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "UserDisable" };
}

/// <summary>A file has changed while it was uploaded.</summary>
internal sealed class SourceChangedException(string path)
    : PaiException($"The file {path} changed while it was uploaded. Run it again when nothing writes to the file.");
