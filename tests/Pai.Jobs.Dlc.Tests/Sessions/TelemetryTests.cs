using System.Collections.Concurrent;
using System.Diagnostics;
using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>The spans of a submission to PAI-DLC, and the trace that the job gets.</summary>
public sealed class TelemetryTests : IDisposable
{
    private const string SourceName = "Pai.Jobs.Dlc.Tests";

    private static readonly ActivitySource s_source = new(SourceName);

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public TelemetryTests()
    {
        _listener = new()
        {
            ShouldListenTo = source => source.Name is SourceName or PaiJobsTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_submission_has_its_steps_and_its_transfers_as_children_and_the_job_gets_its_trace()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("code/train.py", "print('hello')");
        using var root = s_source.StartActivity("test")!;

        var run = await new TrainJob { Epochs = 5 }.SubmitAsync(
            harness.Session,
            new() { JobName = "traced", SourceDir = Path.Combine(harness.Folder, "code"), LogWriter = TextWriter.Null },
            harness.Timeout);

        var spans = _ended.Where(a => a.TraceId == root.TraceId).ToList();
        Activity One(string name) => spans.Single(a => a.OperationName == name);
        var (submit, upload, create) = (One("submit Acme.TrainJob"), One("upload"), One("create"));
        Assert.Equal(root.SpanId, submit.ParentSpanId);
        Assert.Equal(root.SpanId, One("plan Acme.TrainJob").ParentSpanId);
        Assert.Equal((submit.SpanId, submit.SpanId), (upload.ParentSpanId, create.ParentSpanId));
        Assert.Equal(upload.SpanId, One("pack").ParentSpanId);
        var transfers = spans.Where(a => a.OperationName == "oss upload").ToList();
        Assert.All(transfers, t => Assert.Equal((upload.SpanId, "bucket"), (t.ParentSpanId, Tag(t, "alibaba_cloud.oss.bucket"))));
        Assert.Contains(transfers, t => Tag(t, "alibaba_cloud.oss.bytes") is long and > 0);
        Assert.Equal((run.Id, "dlc", "pending"), (
            Tag(submit, "cicd.pipeline.run.id"), Tag(submit, "pai.jobs.backend"), Tag(submit, "cicd.pipeline.run.state")));

        var job = Assert.Single(harness.Emulator.Dlc.Jobs);
        var script = harness.Read($"pai/processing_job/traced_{job.Tags["pai-jobs-marker"]}/config/env.sh");
        var parent = $"export TRACEPARENT=00-{root.TraceId}-{submit.SpanId}-01\n";
        Assert.Contains(parent, script.Replace("'", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("TRACEPARENT", harness.Request().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_is_on_the_span_with_the_code_and_the_id_of_the_request()
    {
        using var root = s_source.StartActivity("test")!;
        await using var harness = await DlcHarness.StartAsync();

        var plan = await new TrainJob().PlanAsync(harness.Session, new() { JobName = "refused" }, harness.Timeout);
        harness.Emulator.Faults.Add(Fault.Error(403, "Forbidden.RAM"), EmulatedOperation.CreateJob);
        await Assert.ThrowsAsync<PaiServiceException>(() => harness.Session.Backend.SubmitAsync(plan));

        var submit = _ended.Single(a => a.TraceId == root.TraceId && a.OperationName == "submit Acme.TrainJob");
        Assert.Equal((ActivityStatusCode.Error, "PAI-DLC", "Forbidden.RAM"), (
            submit.Status, Tag(submit, "alibaba_cloud.service"), Tag(submit, "alibaba_cloud.error.code")));
        Assert.NotNull(Tag(submit, "alibaba_cloud.request.id"));
    }

    private static object? Tag(Activity span, string name) => span.GetTagItem(name);
}
