namespace Pai.Jobs.Internal.Credentials;

/// <summary>A key that is kept, and when it is renewed.</summary>
internal sealed record HeldKey(PaiAccessKey Key, string Source, DateTimeOffset RefreshAt)
{
    /// <summary>The first try after a failed renewal: not at once, and not at the same time on all machines.</summary>
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(10);

    /// <exception cref="PaiCredentialsException">The key has ended.</exception>
    public static HeldKey Of(FetchedKey fetched, DateTimeOffset now)
    {
        if (fetched.Key.Expiration is not { } end) return new(fetched.Key, fetched.Source, now + fetched.KeepFor);
        var life = end - now;
        if (life <= TimeSpan.Zero)
        {
            throw new PaiCredentialsException(
                $"{fetched.Source} returned a session that ended at {Times.Text(end)}. The clock of this machine shows {Times.Text(now)}.");
        }

        // A session as short as the margin would be renewed at every call.
        return new(fetched.Key, fetched.Source, end - (fetched.Margin < life / 4 ? fetched.Margin : life / 4));
    }

    public bool IsValid(DateTimeOffset now) => Key.Expiration is not { } end || now < end;

    public HeldKey AfterFailure(DateTimeOffset now)
    {
        var next = now + s_retry * (1 + Random.Shared.NextDouble() / 2);
        return this with { RefreshAt = Key.Expiration is { } end && end < next ? end : next };
    }
}
