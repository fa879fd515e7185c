namespace Pai.Jobs.Internal.Credentials;

/// <summary>A source of keys. It keeps none: that is for <see cref="RefreshingCredentials"/>.</summary>
internal abstract class CredentialSource
{
    /// <summary>The name, as the official libraries have it.</summary>
    public abstract string Name { get; }

    /// <exception cref="SourceException">It has no key.</exception>
    public abstract Task<FetchedKey> FetchAsync(CancellationToken cancellationToken);
}
