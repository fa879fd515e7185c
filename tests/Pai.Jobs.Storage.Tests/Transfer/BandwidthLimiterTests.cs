using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class BandwidthLimiterTests
{
    [Fact]
    public async Task Bytes_wait_for_their_time()
    {
        var time = new FakeTimeProvider();
        var limiter = new BandwidthLimiter(1_000, time);
        var waits = Enumerable.Range(0, 4).Select(_ => limiter.TakeAsync(500, default)).ToList();

        Assert.DoesNotContain(waits, w => w.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await waits[0];
        await waits[1];
        Assert.DoesNotContain(waits[2..], w => w.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(waits);
    }

    [Fact]
    public void A_pause_is_not_saved_up()
    {
        var time = new FakeTimeProvider();
        var limiter = new BandwidthLimiter(1_000, time);
        time.Advance(TimeSpan.FromHours(1));

        Assert.True(limiter.TakeAsync(100, default).IsCompleted);
        Assert.False(limiter.TakeAsync(100, default).IsCompleted);
    }

    [Fact]
    public async Task A_wait_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var wait = new BandwidthLimiter(1, new FakeTimeProvider()).TakeAsync(1_000, cancel.Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }
}
