using System.Collections.Concurrent;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>The access keys that are accepted, and the times at which they are.</summary>
internal sealed class AccessKeys(bool checksClock, TimeProvider clock)
{
    private static readonly TimeSpan s_skew = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, PaiAccessKey> _keys = new(StringComparer.Ordinal);

    public void Add(PaiAccessKey key) => _keys[key.Id] = key;

    public bool Remove(string id) => _keys.TryRemove(id, out _);

    /// <summary>The key of an id, for a request with its token; the key of a session is unknown without one.</summary>
    public PaiAccessKey Find(string id, string? token)
    {
        if (!_keys.TryGetValue(id, out var key) || (key.SecurityToken is not null && string.IsNullOrEmpty(token)))
        {
            throw SignatureErrors.UnknownKey(id);
        }

        if (!string.IsNullOrEmpty(token) && token != key.SecurityToken) throw SignatureErrors.InvalidToken();
        return IsExpired(key) ? throw SignatureErrors.ExpiredToken() : key;
    }

    /// <summary>The key of an id, whatever its token and its end; null for one that is not accepted.</summary>
    public PaiAccessKey? TryFind(string id) => _keys.GetValueOrDefault(id);

    public bool IsExpired(PaiAccessKey key) => key.Expiration <= clock.GetUtcNow();

    public bool IsTooFar(DateTimeOffset time) => checksClock && (clock.GetUtcNow() - time).Duration() > s_skew;

    /// <summary>Refuses a request whose time is too far from the clock's.</summary>
    public void CheckSkew(DateTimeOffset time)
    {
        if (IsTooFar(time)) throw SignatureErrors.TooSkewed(time, clock.GetUtcNow());
    }

    /// <summary>Refuses a URL that begins too far in the future.</summary>
    public void CheckStart(DateTimeOffset time)
    {
        var now = clock.GetUtcNow();
        if (checksClock && time - now > s_skew) throw SignatureErrors.TooSkewed(time, now);
    }

    /// <summary>Refuses a URL that has ended.</summary>
    public void CheckEnd(DateTimeOffset end, string ec)
    {
        var now = clock.GetUtcNow();
        if (now > end) throw SignatureErrors.ExpiredUrl(end, now, ec);
    }
}
