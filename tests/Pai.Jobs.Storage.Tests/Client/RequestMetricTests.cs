using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;

namespace Pai.Jobs.Storage.Tests;

/// <summary>Retries and refusals for the rate are counted. It runs alone: the meter is that of the process.</summary>
[Collection(nameof(RequestMetricCollection))]
public class RequestMetricTests
{
    [Fact]
    public async Task A_throttled_request_and_its_retry_count()
    {
        var seen = new ConcurrentQueue<(string Name, long Value, object? Service)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (i, l) =>
        {
            if (i.Meter.Name == PaiJobsTelemetry.MeterName) l.EnableMeasurementEvents(i);
        };
        listener.SetMeasurementEventCallback<long>((i, value, tags, _) => seen.Enqueue((i.Name, value, tags[0].Value)));
        listener.Start();
        using var harness = new ClientHarness();
        harness.Handler.Then(Answers.Error(HttpStatusCode.TooManyRequests, "QpsLimitExceeded"))
            .Then(Answers.Error(HttpStatusCode.InternalServerError, "InternalError")).Then(Answers.Status(HttpStatusCode.NoContent));

        await harness.Client.DeleteAsync(ClientHarness.Object());

        Assert.Equal(
            [
                ("alibaba_cloud.request.throttled", 1, "OSS"),
                ("alibaba_cloud.request.retries", 1, "OSS"),
                ("alibaba_cloud.request.retries", 1, "OSS"),
            ],
            seen.Select(s => (s.Name, s.Value, s.Service as string)));
    }
}

[CollectionDefinition(nameof(RequestMetricCollection), DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xUnit calls it so.")]
public class RequestMetricCollection;
