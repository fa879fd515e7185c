namespace Pai.Jobs.Internal.Credentials;

/// <summary>A source gave no key. It never leaves the library: <see cref="CredentialChain"/> makes the public exception of it.</summary>
#pragma warning disable CA1032, CA1064
internal sealed class SourceException(string reason, bool isSetUp = true, string? code = null, string? requestId = null)
    : Exception(reason)
{
    /// <summary>True if the source is set up: its failure is then an error. If not, the next source is tried.</summary>
    public bool IsSetUp => isSetUp;

    public string? Code => code;

    public string? RequestId => requestId;

    public static SourceException NotSetUp(string reason) => new(reason, isSetUp: false);
}
