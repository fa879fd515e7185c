using Pai.Jobs.Internal.Backends;
using Pai.Jobs.Internal.Storage;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Tests;

/// <summary>What nothing listens to costs nothing.</summary>
[Collection(nameof(TelemetryCollection))]
public class UnheardTests
{
    [Fact]
    public void Spans_and_metrics_allocate_nothing()
    {
        var info = ProbeBackend.Info("j1", JobStatus.Running) with { RecordName = "Acme.TestJob" };
        var ended = info with { Status = JobStatus.Succeeded, StartedAt = info.CreatedAt, FinishedAt = info.CreatedAt };
        var (meter, options, failure) = (new RunMeter("probe"), new UploadOptions(), new PaiException("It failed."));
        Report();

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Report();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);

        void Report()
        {
            using var span = Spans.Start(SpanNames.Submit, "Acme.TestJob", "probe");
            using var step = Spans.StartStep(SpanNames.Create);
            using var transfer = TransferSpan.Start(options);
            Assert.True(span is null && step is null && transfer is null);
            RunTelemetry.Describe(span, info, "probe");
            Spans.Fail(span, failure);
            meter.Submitted(info);
            meter.See(info);
            meter.Leave("j1");
            meter.See(ended);
            RunTelemetry.Ended(ended, "probe");
            Meters.Moved("upload", 1);
            Meters.Retried("OSS");
            Meters.Throttled("OSS");
        }
    }
}
