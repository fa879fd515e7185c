namespace Pai.Jobs.Internal.Storage;

/// <summary>
/// A client of OSS: one method for each request of the service. Safe for any number of threads. A method throws an
/// <see cref="OssException"/> when the request fails for good, and what the source of a body throws as it is.
/// </summary>
/// <param name="credentials">The access key of each request.</param>
/// <param name="options">Settings; null for the usual.</param>
internal sealed partial class OssClient(PaiCredentials credentials, OssClientOptions? options = null) : IDisposable
{
    /// <summary>Made at first use: a session that never talks to OSS does not load what that takes.</summary>
    private readonly Lazy<OssTransport> _transport = new(() => new(credentials, options ?? new()));

    private OssTransport Transport => _transport.Value;

    public void Dispose()
    {
        if (_transport.IsValueCreated) _transport.Value.Dispose();
    }
}
