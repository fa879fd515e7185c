using Microsoft.Extensions.Time.Testing;
using Pai.Jobs.Internal.Storage;

namespace Pai.Jobs.Storage.Tests.Transfer;

public class TransferMeterTests
{
    [Fact]
    public void Progress_is_told_ten_times_a_second_at_most_and_at_the_end()
    {
        var time = new FakeTimeProvider();
        var told = new Told();
        var meter = new TransferMeter(told, time);
        meter.SetTotals(1_000, 2);
        for (var i = 0; i < 100; i++)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            meter.AddMoved(9);
        }

        meter.AddSkipped(100);
        meter.FileDone();
        meter.FileDone();
        meter.Finish();

        Assert.InRange(told.Count, 10, 13);
        Assert.Equal(told.Select(p => p.Bytes).Order(), told.Select(p => p.Bytes));
        var last = told[^1];
        Assert.Equal((1_000, 1_000, 2, 2), (last.Bytes, last.TotalBytes!.Value, last.Files, last.TotalFiles!.Value));
        Assert.InRange(last.BytesPerSecond, 890, 910);
        Assert.Equal(900, meter.Moved);
    }

    private sealed class Told : List<TransferProgress>, IProgress<TransferProgress>
    {
        public void Report(TransferProgress value) => Add(value);
    }
}
