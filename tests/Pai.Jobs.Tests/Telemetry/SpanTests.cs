using System.Diagnostics;
using Pai.Jobs.Internal.Telemetry;

namespace Pai.Jobs.Tests;

/// <summary>The spans of a run, and the trace that the job gets.</summary>
public class SpanTests
{
    private const string Print = "printf '%s\\n' \"parent=${TRACEPARENT-}\" \"state=${TRACESTATE-}\" \"baggage=${BAGGAGE-}\"";

    private static RunOptions Printing(StringWriter log) => new() { Command = JobCommand.Shell(Print), LogWriter = log };

    [Fact]
    public async Task A_run_has_its_steps_as_children_and_the_job_is_the_child_of_the_submission()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        local.Write("code/main.sh", "true");
        using var spans = new TracedSpans();
        spans.Root.TraceStateString = "vendor=1";
        spans.Root.AddBaggage("user", "ann");
        using var log = new StringWriter();

        var run = await new ShellJob().RunAsync(local.Session, Printing(log) with { SourceDir = local.In("code") });

        var all = spans.One("run Acme.ShellJob");
        var (plan, submit, wait) = (spans.One("plan Acme.ShellJob"), spans.One("submit Acme.ShellJob"), spans.One("wait Acme.ShellJob"));
        Assert.Equal(spans.Root.SpanId, all.ParentSpanId);
        Assert.All([plan, submit, wait], s => Assert.Equal(all.SpanId, s.ParentSpanId));
        Assert.All([spans.One("pack"), spans.One("create")], s => Assert.Equal(submit.SpanId, s.ParentSpanId));
        Assert.Contains($"parent=00-{spans.Root.TraceId}-{submit.SpanId}-01\n", log.ToString(), StringComparison.Ordinal);
        Assert.Contains("state=vendor=1\n", log.ToString(), StringComparison.Ordinal);
        Assert.Contains("baggage=\n", log.ToString(), StringComparison.Ordinal);
        Assert.Equal(("local", run.Id), (Tag(submit, AttributeNames.Backend), Tag(submit, AttributeNames.RunId)));
        Assert.Equal(("success", "success"), (Tag(wait, AttributeNames.Result), Tag(all, AttributeNames.Result)));
        Assert.StartsWith("file:", Tag(all, AttributeNames.RunUrl), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Baggage_goes_along_only_if_asked()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        using var spans = new TracedSpans();
        spans.Root.AddBaggage("user", "ann b");
        using var log = new StringWriter();

        await new ShellJob().RunAsync(local.Session, Printing(log) with { PassBaggage = true });

        Assert.Contains("baggage=user=ann%20b\n", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_of_the_user_wins()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        using var spans = new TracedSpans();
        spans.Root.TraceStateString = "vendor=1";
        using var log = new StringWriter();

        await new ShellJob().RunAsync(
            local.Session, Printing(log) with { Environment = new Dictionary<string, EnvironmentValue?> { ["TRACEPARENT"] = "mine" } });

        Assert.Contains("parent=mine\nstate=\n", log.ToString().ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_span_there_are_no_variables()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        using var log = new StringWriter();
        Assert.Null(Activity.Current);

        await new ShellJob().RunAsync(local.Session, Printing(log) with
        {
            Command = JobCommand.Shell("printf 'there: %s\\n' \"${TRACESTATE-none} ${BAGGAGE-none}\""),
        });

        Assert.Contains("there: none none\n", log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_submission_in_another_trace_is_the_same_job()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var options = new RunOptions { SubmitKey = "nightly", LogWriter = TextWriter.Null };
        string first;
        using (new TracedSpans()) first = (await new ShellJob().RunAsync(local.Session, options)).Id;
        using var other = new TracedSpans();

        Assert.Equal(first, (await new ShellJob().RunAsync(local.Session, options with { PassBaggage = true })).Id);
    }

    [Fact]
    public async Task A_failed_run_says_why_and_the_spans_have_no_secret()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().Run().WriteLine("a line of the log").Fail(137, "OutOfMemory", "It ran out of memory."));
        using var spans = new TracedSpans();
        var job = new TestJob { Password = Secret.Inline("hunter2") };

        await Assert.ThrowsAsync<JobFailedException>(() => job.RunAsync(session, new() { LogWriter = TextWriter.Null }));

        var wait = spans.One("wait Acme.TestJob");
        Assert.Equal(("failure", ActivityStatusCode.Error), (Tag(wait, AttributeNames.Result), wait.Status));
        Assert.Equal(ActivityStatusCode.Error, spans.One("run Acme.TestJob").Status);
        Assert.All(spans.AllStrings(), s =>
        {
            Assert.DoesNotContain("hunter2", s, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret-value", s, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task The_questions_of_a_session_belong_to_no_wait()
    {
        Activity? seen = null;
        using var spans = new TracedSpans();
        var backend = new ProbeBackend(TimeProvider.System, ids =>
        {
            seen = Activity.Current;
            return Task.FromResult<IReadOnlyList<JobInfo>>([.. ids.Select(id => ProbeBackend.Info(id, JobStatus.Succeeded))]);
        });

        await new JobRun(backend, ProbeBackend.Info("j1", JobStatus.Running)).WaitAsync();

        Assert.Null(seen);
        Assert.Equal(spans.Root.SpanId, spans.One("wait").ParentSpanId);
    }

    private static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();
}
