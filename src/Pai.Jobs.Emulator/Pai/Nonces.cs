namespace Pai.Jobs.Internal.Emulator;

/// <summary>The nonces of the requests so far, for as long as a request with the same date would be accepted.</summary>
internal sealed class Nonces(TimeProvider clock)
{
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(31);

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<(string Nonce, DateTimeOffset Time)> _order = new();

    /// <summary>False for a nonce that another request had.</summary>
    public bool TryAdd(string nonce)
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            while (_order.TryPeek(out var oldest) && now - oldest.Time > s_life) _known.Remove(_order.Dequeue().Nonce);
            if (!_known.Add(nonce)) return false;
            _order.Enqueue((nonce, now));
            return true;
        }
    }
}
