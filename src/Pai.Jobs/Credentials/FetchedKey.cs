namespace Pai.Jobs.Internal.Credentials;

/// <summary>A key that a source has just given.</summary>
/// <param name="Key">The key.</param>
/// <param name="Source">The names of the sources, from the outer to the inner: <c>cli_profile/static_ak</c>.</param>
internal sealed record FetchedKey(PaiAccessKey Key, string Source)
{
    /// <summary>The time before its end at which it is renewed; less for a short session.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>When the source is asked again for a key whose end is unknown.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromHours(1);
}
