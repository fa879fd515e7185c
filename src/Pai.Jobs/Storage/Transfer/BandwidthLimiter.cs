namespace Pai.Jobs.Internal.Storage;

/// <summary>Keeps the bytes of a transfer below a rate: a bucket of tokens that holds those of a tenth of a second.</summary>
internal sealed class BandwidthLimiter(long bytesPerSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly long _burst = time.TimestampFrequency / 10;
    private double _free = time.GetTimestamp();

    /// <summary>Waits until a number of bytes may pass. Callers pass in the order in which they asked.</summary>
    public Task TakeAsync(int bytes, CancellationToken cancellationToken)
    {
        double wait;
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _free = Math.Max(_free, now - _burst) + (double)bytes / bytesPerSecond * time.TimestampFrequency;
            wait = (_free - now) / time.TimestampFrequency;
        }

        return wait <= 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(wait), time, cancellationToken);
    }
}
