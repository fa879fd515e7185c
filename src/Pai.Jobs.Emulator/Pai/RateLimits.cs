using Pai.Jobs.Emulator;

namespace Pai.Jobs.Internal.Emulator;

/// <summary>Counts the requests of each operation in a second of the clock.</summary>
internal sealed class RateLimits(TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EmulatedOperation, int> _counts = [];
    private long _second;

    /// <summary>Refuses a request that is one too many.</summary>
    public void Count(PaiProduct product, EmulatedOperation operation)
    {
        var now = clock.GetUtcNow();
        var second = now.UtcTicks / TimeSpan.TicksPerSecond;
        lock (_gate)
        {
            if (second != _second) _counts.Clear();
            _second = second;
            var count = _counts[operation] = _counts.GetValueOrDefault(operation) + 1;
            if (count <= LimitOf(product, operation)) return;
        }

        throw PaiErrors.Throttled(TimeSpan.FromTicks((second + 1) * TimeSpan.TicksPerSecond - now.UtcTicks));
    }

    /// <summary>The requests of an account in a second, in one region.</summary>
    private static int LimitOf(PaiProduct product, EmulatedOperation operation) => product switch
    {
        PaiProduct.AiWorkspace => 50,
        _ => operation == EmulatedOperation.CreateJob ? 150 : 100,
    };
}
