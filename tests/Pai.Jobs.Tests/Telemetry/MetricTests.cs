using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Tests;

/// <summary>The metrics of runs. The meter is that of the process: each test counts its own record.</summary>
[Collection(nameof(TelemetryCollection))]
public sealed class MetricTests : IDisposable
{
    private readonly ConcurrentQueue<(string Name, double Value, Dictionary<string, object?> Tags)> _seen = new();
    private readonly MeterListener _listener = new();

    public MetricTests()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == PaiJobsTelemetry.MeterName) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Add(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Add(i, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_run_counts_once_with_its_queue_time_and_its_run_time()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;
        backend.OnSubmit(_ => new ScriptedJob().Queue(TimeSpan.FromMinutes(2)).Run(TimeSpan.FromHours(1)).Succeed());

        var run = await new TestJob().RunAsync(session, new() { LogWriter = TextWriter.Null });
        await run.WaitAsync();

        Assert.Equal(("success", 1.0), Assert.Single(Of(MetricNames.Runs).Select(m => (m.Tags[AttributeNames.Result], m.Value))));
        Assert.Equal(
            [("executing", 3600.0), ("pending", 120.0)],
            Of(MetricNames.RunDuration).Select(m => ((string)m.Tags[AttributeNames.RunState]!, m.Value)).Order());
        Assert.Equal(0, Of(MetricNames.ActiveRuns).Sum(m => m.Value));
    }

    [Fact]
    public void A_run_is_active_in_one_state_at_a_time()
    {
        var (meter, info) = (new RunMeter("probe"), ProbeBackend.Info("j1", JobStatus.Queuing) with { RecordName = "Acme.TestJob" });

        foreach (var status in (JobStatus[])[JobStatus.Queuing, JobStatus.Queuing, JobStatus.Running, JobStatus.Succeeded])
            meter.See(info with { Status = status });

        Assert.Equal(
            [("pending", 1.0), ("pending", -1.0), ("executing", 1.0), ("executing", -1.0)],
            Of(MetricNames.ActiveRuns).Select(m => ((string)m.Tags[AttributeNames.RunState]!, m.Value)));
    }

    [Theory]
    [InlineData(JobFailureCause.OwnError, "failure")]
    [InlineData(JobFailureCause.OutOfStock, "error")]
    [InlineData(JobFailureCause.TimeLimit, "timeout")]
    [InlineData(JobFailureCause.Stopped, "cancellation")]
    public async Task A_failure_counts_by_its_cause(JobFailureCause cause, string result)
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().FailBy(cause));

        var run = await new TestJob().SubmitAsync(session);
        await run.WaitAsync();

        var ended = Assert.Single(Of(MetricNames.Runs));
        Assert.Equal((result, cause.ToString()), (ended.Tags[AttributeNames.Result], ended.Tags[AttributeNames.ErrorType]));
    }

    [Fact]
    public async Task A_run_that_had_ended_before_this_process_knew_it_does_not_count()
    {
        var info = ProbeBackend.Info("old", JobStatus.Succeeded) with { RecordName = "Acme.TestJob" };
        var backend = new ProbeBackend(TimeProvider.System, _ => Task.FromResult<IReadOnlyList<JobInfo>>([info]));

        await new JobRun(backend, info).WaitAsync();

        Assert.Empty(Of(MetricNames.Runs));
    }

    [Fact]
    public async Task A_wait_that_ends_early_leaves_no_active_run()
    {
        using var cancel = new CancellationTokenSource();
        var info = ProbeBackend.Info("j1", JobStatus.Running) with { RecordName = "Acme.TestJob" };
        var backend = new ProbeBackend(TimeProvider.System, _ => Task.FromResult<IReadOnlyList<JobInfo>>([info]));
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var waiting = new JobRun(backend, info).WatchAsync(_ => seen.TrySetResult(), cancel.Token);
        await seen.Task;

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal([1.0, -1.0], Of(MetricNames.ActiveRuns).Select(m => m.Value));
    }

    private List<(string Name, double Value, Dictionary<string, object?> Tags)> Of(string name) =>
        [.. _seen.Where(m => m.Name == name && (string?)m.Tags.GetValueOrDefault(AttributeNames.PipelineName) == "Acme.TestJob")];

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _seen.Enqueue((instrument.Name, value, tags.ToArray().ToDictionary()));
}
