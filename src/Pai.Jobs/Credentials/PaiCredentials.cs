namespace Pai.Jobs;

/// <summary>Gives the access key that requests are signed with. Derive from it to take keys from a source of your own.</summary>
/// <remarks>
/// It is asked before every request, by several threads at once: keep a key while it is valid, and return the same one. A derived class
/// throws a <see cref="PaiException"/> when it has no key.
/// </remarks>
public abstract class PaiCredentials
{
    /// <summary>An access key that does not change.</summary>
    /// <param name="accessKey">The key.</param>
    public static PaiCredentials FromAccessKey(PaiAccessKey accessKey) => new FixedCredentials(accessKey);

    /// <summary>The access key to sign with now.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public abstract ValueTask<PaiAccessKey> GetAsync(CancellationToken cancellationToken = default);

    private sealed class FixedCredentials : PaiCredentials
    {
        private readonly PaiAccessKey _accessKey;

        public FixedCredentials(PaiAccessKey accessKey)
        {
            ArgumentNullException.ThrowIfNull(accessKey);
            _accessKey = accessKey;
        }

        public override ValueTask<PaiAccessKey> GetAsync(CancellationToken cancellationToken) => new(_accessKey);
    }
}
