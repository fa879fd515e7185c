namespace Pai.Jobs.Tests;

/// <summary>Retry by cause, on scripted jobs and their clock.</summary>
public class RetryTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private static RunOptions Options(RetryOptions? retry = null, string? key = null) =>
        new() { LogWriter = TextWriter.Null, Retry = retry ?? new(), SubmitKey = key };

    private static PaiSession Open(out TestBackend backend, params ScriptedJob[] tries)
    {
        var session = PaiSession.Test(out backend);
        var left = new Queue<ScriptedJob>(tries);
        backend.AutoAdvance = true;
        backend.OnSubmit(_ => left.Dequeue());
        // Delays between tries pass by themselves too.
        return session;
    }

    /// <summary>Runs the job while the clock moves on by itself.</summary>
    private static async Task<JobRun<TestJob, TestJob.TestOutputs>> RunAsync(
        PaiSession session, TestBackend backend, RunOptions options, TestJob? job = null, CancellationToken cancellationToken = default)
    {
        var running = (job ?? new TestJob()).RunAsync(session, options, cancellationToken);
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Run(static () => Thread.Yield()));
            if (!running.IsCompleted) backend.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await running;
    }

    private static ScriptedJob NoStock() => new ScriptedJob().Queue(s_minute).FailBy(JobFailureCause.OutOfStock, "ResourceAllocateFailed");

    private static ScriptedJob Well() => new ScriptedJob().Run(s_minute).Succeed();

    [Fact]
    public async Task A_job_without_stock_is_tried_again_and_the_last_try_is_returned_with_all()
    {
        await using var session = Open(out var backend, NoStock(), NoStock(), Well());

        var run = await RunAsync(session, backend, Options(), new TestJob());

        Assert.Equal(("test-3", JobStatus.Succeeded), (run.Id, run.Status));
        Assert.Equal(["test-1", "test-2", "test-3"], run.Tries.Select(t => t.Id));
        Assert.Equal(
            [JobFailureCause.OutOfStock, JobFailureCause.OutOfStock, JobFailureCause.None], run.Tries.Select(t => t.Info.FailureCause));
        var labels = backend.Submitted.Select(s => (Run: s.Labels["pai-jobs-run"], Try: s.Labels["pai-jobs-try"])).ToList();
        Assert.Equal(["1", "2", "3"], labels.Select(l => l.Try));
        Assert.Single(labels.Select(l => l.Run).Distinct());
        Assert.Equal(3, backend.Submitted.Select(s => s.JobName).Distinct().Count());
        Assert.Equal(3, run.Tries.Select(t => t.Info.Outputs!["table"]).Distinct().Count());
        // A minute after the end of the first, two after that of the second.
        var (first, second) = (run.Tries[0].Info, run.Tries[1].Info);
        Assert.True(second.CreatedAt - first.FinishedAt >= s_minute);
        Assert.True(run.Info.CreatedAt - second.FinishedAt >= 2 * s_minute);
    }

    [Theory]
    [InlineData(JobFailureCause.OutOfStock, 11)]
    [InlineData(JobFailureCause.Preempted, 6)]
    [InlineData(JobFailureCause.NodeFault, 4)]
    [InlineData(JobFailureCause.OwnError, 1)]
    [InlineData(JobFailureCause.Unknown, 1)]
    [InlineData(JobFailureCause.Stopped, 1)]
    [InlineData(JobFailureCause.TimeLimit, 1)]
    public async Task Each_cause_has_its_own_number_of_tries(JobFailureCause cause, int tries)
    {
        await using var session = Open(out var backend);
        backend.OnSubmit(_ => new ScriptedJob().FailBy(cause, "Code", "Because."));
        var options = new RetryOptions
        {
            OutOfStock = new RetryOptions().OutOfStock with { Delay = TimeSpan.Zero },
            Preempted = new RetryOptions().Preempted with { Delay = TimeSpan.Zero },
            NodeFault = new RetryOptions().NodeFault with { Delay = TimeSpan.Zero },
        };

        var e = await Assert.ThrowsAsync<JobFailedException>(() => RunAsync(session, backend, Options(options)));

        Assert.Equal((tries, tries), (backend.Submitted.Count, e.Tries.Count));
        Assert.Equal($"test-{tries}", e.JobId);
        if (tries > 1) Assert.Contains($"the last of {tries} tries: test-1 ({cause}), test-2", e.Message, StringComparison.Ordinal);
        else Assert.DoesNotContain("tries", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_own_error_is_tried_again_where_that_is_asked_for()
    {
        await using var session = Open(out var backend, new ScriptedJob().Run().Fail(1), Well());

        var run = await RunAsync(session, backend, Options(new() { OwnError = new() { MaxRetries = 1, Delay = TimeSpan.Zero } }));

        Assert.Equal("test-2", run.Id);
    }

    [Fact]
    public async Task The_types_are_tried_in_order_then_without_spot_and_then_from_the_start()
    {
        await using var session = Open(out var backend, [.. Enumerable.Repeat(0, 6).Select(_ => NoStock()), Well()]);
        var options = Options(new() { FallbackInstanceTypes = ["ecs.b", "ecs.c"], OnDemandAfterSpot = true }) with
        {
            Spot = new() { Strategy = SpotStrategy.SpotAsPriceGo },
        };

        await RunAsync(session, backend, options);

        Assert.Equal(
            [
                ("ecs.c6.large", true), ("ecs.b", true), ("ecs.c", true), ("ecs.c6.large", false), ("ecs.b", false), ("ecs.c", false),
                ("ecs.c6.large", true),
            ],
            backend.Submitted.Select(s => (s.InstanceType, s.Spot is not null)));
    }

    [Fact]
    public async Task After_a_preemption_a_spot_job_goes_on_on_demand_with_the_same_type()
    {
        await using var session = Open(out var backend, new ScriptedJob().Run(s_minute).FailBy(JobFailureCause.Preempted), Well());
        var options = Options(new() { FallbackInstanceTypes = ["ecs.b"], OnDemandAfterSpot = true }) with
        {
            Spot = new() { Strategy = SpotStrategy.SpotAsPriceGo },
        };

        await RunAsync(session, backend, options);

        Assert.Equal(
            [("ecs.c6.large", true), ("ecs.c6.large", false)], backend.Submitted.Select(s => (s.InstanceType, s.Spot is not null)));
    }

    [Fact]
    public async Task A_job_that_waits_for_too_long_is_stopped_and_tried_on_another_type()
    {
        await using var session = Open(out var backend, new ScriptedJob().Queue(TimeSpan.FromHours(9)).Run().StopIn(s_minute), Well());
        backend.AutoAdvance = false;

        var run = await RunAsync(session, backend, Options(new() { MaxQueueTime = 10 * s_minute, FallbackInstanceTypes = ["ecs.b"] }));

        Assert.Equal(["test-1"], backend.Stopped);
        Assert.Equal(("test-2", JobStatus.Stopped), (run.Id, run.Tries[0].Status));
        Assert.Equal("ecs.b", backend.Submitted[1].InstanceType);
        // The second is sent only when the first has stopped.
        Assert.True(run.Info.CreatedAt >= run.Tries[0].Info.FinishedAt);
    }

    [Fact]
    public async Task A_stop_that_is_refused_is_repeated_until_it_is_accepted()
    {
        var first = new ScriptedJob().Queue(TimeSpan.FromHours(9)).Run().FailStop(new JobException("not now"), 3);
        await using var session = Open(out var backend, first, Well());
        backend.AutoAdvance = false;

        var run = await RunAsync(session, backend, Options(new() { MaxQueueTime = 10 * s_minute, FallbackInstanceTypes = ["ecs.b"] }));

        Assert.Equal(Enumerable.Repeat("test-1", 4), backend.Stopped);
        Assert.Equal("test-2", run.Id);
    }

    [Fact]
    public async Task A_job_that_begins_while_its_stop_is_refused_goes_on()
    {
        var first = new ScriptedJob().Queue(10 * s_minute + TimeSpan.FromSeconds(2)).Run(s_minute).Succeed()
            .FailStop(new JobException("not now"));
        await using var session = Open(out var backend, first);
        backend.AutoAdvance = false;

        var run = await RunAsync(session, backend, Options(new() { MaxQueueTime = 10 * s_minute }));

        Assert.Equal(("test-1", JobStatus.Succeeded), (run.Id, run.Status));
        Assert.InRange(backend.Stopped.Count, 1, 3);
    }

    [Fact]
    public async Task A_job_that_begins_in_time_is_not_stopped_and_neither_when_it_is_restarted_later()
    {
        var first = new ScriptedJob().Queue(9 * s_minute).Run(s_minute).Enter(JobStatus.Restarting, 5 * s_minute).Queue(30 * s_minute)
            .Run(s_minute).Succeed();
        await using var session = Open(out var backend, first);
        backend.AutoAdvance = false;

        var run = await RunAsync(session, backend, Options(new() { MaxQueueTime = 10 * s_minute }));

        Assert.Empty(backend.Stopped);
        Assert.Single(run.Tries);
    }

    [Fact]
    public async Task A_stop_by_somebody_else_is_not_tried_again()
    {
        await using var session = Open(out var backend, new ScriptedJob().Queue(TimeSpan.FromHours(9)).Run());
        backend.AutoAdvance = false;
        var running = RunAsync(session, backend, Options(new() { MaxQueueTime = TimeSpan.FromHours(1) }));
        while (backend.Submitted.Count == 0) await Task.Yield();

        await backend.StopAsync("test-1", default);

        var e = await Assert.ThrowsAsync<JobFailedException>(() => running);
        Assert.Equal(JobFailureCause.Stopped, e.Info.FailureCause);
        Assert.Single(backend.Submitted);
    }

    [Fact]
    public async Task Cancelling_between_two_tries_submits_no_other()
    {
        await using var session = Open(out var backend, NoStock());
        using var cancel = new CancellationTokenSource();
        using var log = new StringWriter();
        var running = new TestJob().RunAsync(session, Options() with { LogWriter = log }, cancel.Token);
        while (!log.ToString().Contains("The next one begins", StringComparison.Ordinal)) await Task.Yield();

        await cancel.CancelAsync();

        var e = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(cancel.Token, e.CancellationToken);
        Assert.Contains("none of its jobs is running", e.Message, StringComparison.Ordinal);
        Assert.Single(backend.Submitted);
    }

    [Fact]
    public async Task A_process_that_is_started_again_goes_on_with_the_right_try()
    {
        await using var session = Open(out var backend, NoStock(), NoStock(), Well());
        using var cancel = new CancellationTokenSource();
        var submitted = 0;
        var script = new Queue<ScriptedJob>([NoStock(), NoStock(), Well()]);
        backend.OnSubmit(_ =>
        {
            // It ends while the second try runs.
            if (++submitted == 2) cancel.Cancel();
            return script.Dequeue();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => RunAsync(session, backend, Options(key: "nightly"), cancellationToken: cancel.Token));

        var run = await RunAsync(session, backend, Options(key: "nightly"));

        Assert.Equal(["test-1", "test-2", "test-3"], run.Tries.Select(t => t.Id));
        Assert.Equal(["nightly", "nightly/try-2", "nightly/try-3"], backend.Submitted.Select(s => s.SubmitKey));
        Assert.Equal("test-3", (await RunAsync(session, backend, Options(key: "nightly"))).Id);
        Assert.Equal(3, backend.Submitted.Count);
    }

    [Fact]
    public async Task A_location_of_the_user_s_needs_ReuseOutputs()
    {
        await using var session = Open(out var backend, NoStock(), Well());
        var job = new TestJob { Table = DataLocation.Parse("/data/out/") };

        var e = await Assert.ThrowsAsync<JobValidationException>(() => RunAsync(session, backend, Options(), job));

        Assert.Contains("/data/out/", e.Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
        var run = await RunAsync(session, backend, Options(new() { ReuseOutputs = true }), job);
        Assert.Equal("test-2", run.Id);
    }

    [Fact]
    public async Task What_cannot_work_is_said_before_the_first_try()
    {
        await using var session = Open(out var backend);
        (string Part, RunOptions Options)[] wrong =
        [
            ("OutOfStock.MaxRetries is -1", Options(new() { OutOfStock = new() { MaxRetries = -1 } })),
            ("NodeFault.Delay", Options(new() { NodeFault = new() { Delay = -s_minute } })),
            ("Preempted.TotalTime", Options(new() { Preempted = new() { TotalTime = TimeSpan.Zero } })),
            ("MaxQueueTime", Options(new() { MaxQueueTime = TimeSpan.Zero })),
            ("FallbackInstanceTypes has an empty", Options(new() { FallbackInstanceTypes = [""] })),
            ("SubmitKey has 241", Options(key: new('k', 241))),
        ];
        foreach (var (part, options) in wrong)
        {
            var refused = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(session, backend, options));
            Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        }

        var submit = await Assert.ThrowsAsync<ArgumentException>(() => new TestJob().SubmitAsync(session, Options()));
        Assert.Contains("SubmitAsync", submit.Message, StringComparison.Ordinal);
        var local = Options(new() { FallbackInstanceTypes = ["ecs.b"] }) with { InstanceType = "local" };
        var e = await Assert.ThrowsAsync<JobValidationException>(() => RunAsync(session, backend, local));
        Assert.Contains("FallbackInstanceTypes", e.Message, StringComparison.Ordinal);
        Assert.Empty(backend.Submitted);
    }

    [Fact]
    public async Task A_record_s_retries_apply_to_its_runs_and_not_to_its_submissions()
    {
        await using var session = Open(out var backend, NoStock(), Well(), NoStock(), NoStock(), NoStock(), NoStock());
        var job = new TestJob { Retry = new RetryAttribute { OutOfStockRetries = 1, FallbackInstanceTypes = ["ecs.b"] }.ToOptions() };
        var plain = new RunOptions { LogWriter = TextWriter.Null };

        Assert.Equal("test-2", (await RunAsync(session, backend, plain, job)).Id);
        Assert.Equal(["ecs.c6.large", "ecs.b"], backend.Submitted.Select(s => s.InstanceType));
        // Those of the options instead; none; and one try that nothing waits for.
        var none = new RetryOptions { OutOfStock = RetryRule.None };
        await Assert.ThrowsAsync<JobFailedException>(() => RunAsync(session, backend, plain with { Retry = none }, job));
        await Assert.ThrowsAsync<JobFailedException>(() => RunAsync(session, backend, plain with { Unset = JobProperties.Retry }, job));
        await job.SubmitAsync(session, plain);
        Assert.Equal(5, backend.Submitted.Count);
        // A quota of the options has no instance types.
        await Assert.ThrowsAsync<JobFailedException>(
            () => RunAsync(session, backend, plain with { ResourceId = "quota1", SubmitKey = new('k', 9) }, job with
            {
                Retry = job.Retry with { OutOfStock = RetryRule.None },
            }));
    }

    [Fact]
    public async Task A_record_s_retries_that_cannot_work_are_refused_by_their_name()
    {
        await using var session = Open(out var backend);
        var plain = new RunOptions { LogWriter = TextWriter.Null };
        var negative = new TestJob { Retry = new RetryAttribute { OwnErrorRetries = -1 }.ToOptions() };
        var outputs = new TestJob { Retry = new(), Table = DataLocation.Parse("/data/out/") };

        var number = await Assert.ThrowsAsync<ArgumentException>(() => RunAsync(session, backend, plain, negative));
        var location = await Assert.ThrowsAsync<JobValidationException>(() => RunAsync(session, backend, plain, outputs));

        Assert.StartsWith("[Retry] of Acme.TestJob.OwnError.MaxRetries is -1", number.Message, StringComparison.Ordinal);
        Assert.Equal("[Retry]", Assert.Single(location.Problems).Subject);
    }

    [Fact]
    public void The_attribute_has_the_defaults_of_the_options()
    {
        Assert.Equal(new() { FallbackInstanceTypes = [] }, new RetryAttribute().ToOptions() with { FallbackInstanceTypes = [] }, SameText);
        var all = new RetryAttribute
        {
            OutOfStockRetries = 1,
            OutOfStockDelaySeconds = 2,
            PreemptedRetries = 3,
            PreemptedDelaySeconds = 4,
            NodeFaultRetries = 5,
            NodeFaultDelaySeconds = 6,
            OwnErrorRetries = 7,
            OwnErrorDelaySeconds = 8,
            LongestDelaySeconds = 9,
            TotalTimeSeconds = 10,
            MaxQueueTimeSeconds = 11,
            FallbackInstanceTypes = ["ecs.b"],
            OnDemandAfterSpot = true,
            ReuseOutputs = true,
        };

        var options = all.ToOptions();

        RetryRule[] rules = [options.OutOfStock, options.Preempted, options.NodeFault, options.OwnError];
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8], rules.SelectMany(r => (int[])[r.MaxRetries, (int)r.Delay.TotalSeconds]));
        Assert.All(rules, r => Assert.Equal((9d, 10d), (r.LongestDelay.TotalSeconds, r.TotalTime!.Value.TotalSeconds)));
        Assert.Equal((11d, "ecs.b"), (options.MaxQueueTime!.Value.TotalSeconds, Assert.Single(options.FallbackInstanceTypes)));
        Assert.True(options is { OnDemandAfterSpot: true, ReuseOutputs: true });

        static bool SameText(RetryOptions left, RetryOptions right) => left.ToString() == right.ToString();
    }

    [Fact]
    public async Task The_log_says_what_happens_between_two_tries()
    {
        await using var session = Open(out var backend, NoStock(), Well());
        using var log = new StringWriter();

        await RunAsync(session, backend, Options(new() { FallbackInstanceTypes = ["ecs.b"] }) with { LogWriter = log });

        Assert.Contains("Try 1 has ended (OutOfStock). The next one begins now, on ecs.b.", log.ToString(), StringComparison.Ordinal);
    }
}
