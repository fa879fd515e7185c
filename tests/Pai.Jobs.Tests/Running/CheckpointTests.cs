namespace Pai.Jobs.Tests;

/// <summary>Checkpoint channels: all tries of a run have the same location.</summary>
public class CheckpointTests
{
    private static readonly RetryOptions s_once = new() { OwnError = new() { MaxRetries = 1, Delay = TimeSpan.Zero } };

    private static JobFile Job(string command, string state = "\"checkpoint\": true") => JobFile.Parse(
        $$"""
        {
          "version": 1, "record": "Acme.Job", "baseJobName": "job", "command": { "shell": "{{command}}" }, "instanceType": "local",
          "outputs": [ { "name": "model" }, { "name": "state", {{state}} } ]
        }
        """,
        "/");

    private static RunOptions Options(string? key = null) => new() { LogWriter = TextWriter.Null, Retry = s_once, SubmitKey = key };

    /// <summary>Runs the job while the clock moves on by itself.</summary>
    private static async Task<JobRun> RunAsync(JobFile job, PaiSession session, TestBackend backend)
    {
        var running = job.RunAsync(session, Options());
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, Task.Run(static () => Thread.Yield()));
            if (!running.IsCompleted) backend.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await running;
    }

    [Fact]
    public async Task Each_try_has_the_checkpoints_of_the_first_and_outputs_of_its_own()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;
        var left = new Queue<ScriptedJob>(
            [new ScriptedJob().FailBy(JobFailureCause.OwnError, "Code", "Because."), new ScriptedJob().Run().Succeed()]);
        backend.OnSubmit(_ => left.Dequeue());

        var run = await RunAsync(Job("true"), session, backend);

        Assert.Equal(2, run.Tries.Count);
        Assert.Single(run.Tries.Select(t => t.Info.Outputs!["state"]).Distinct());
        Assert.Equal(2, run.Tries.Select(t => t.Info.Outputs!["model"]).Distinct().Count());
        Assert.Empty(backend.Submitted[0].Checkpoints);
        Assert.Equal(run.Tries[0].Info.Outputs!["state"], Assert.Single(backend.Submitted[1].Checkpoints).Value);
        // A location that was given would be the run's own.
        Assert.All(backend.Submitted, s => Assert.Null(s.Outputs[1].Location));
    }

    [Fact]
    public async Task A_location_of_the_user_is_that_of_every_try()
    {
        await using var session = PaiSession.Test(out var backend);
        backend.AutoAdvance = true;
        var left = new Queue<ScriptedJob>(
            [new ScriptedJob().FailBy(JobFailureCause.OwnError, "Code", "Because."), new ScriptedJob().Run().Succeed()]);
        backend.OnSubmit(_ => left.Dequeue());
        var job = Job("true", """ "checkpoint": true, "location": "oss://bucket/state/" """);

        var run = await RunAsync(job, session, backend);

        Assert.Equal(2, run.Tries.Count);
        Assert.All(run.Tries, t => Assert.Equal("oss://bucket/state/", t.Info.Outputs!["state"].ToString()));
        // An output with a location would be refused.
        var output = Job("true", """ "location": "oss://bucket/state/" """);
        await Assert.ThrowsAsync<JobValidationException>(() => output.RunAsync(session, Options()));
    }

    [Theory]
    [InlineData(LocalIsolation.Auto, "")]
    [InlineData(LocalIsolation.Process, "")]
    [InlineData(LocalIsolation.Auto, ", \"location\": \"oss://bucket/state/\"")]
    public async Task A_second_try_on_this_machine_continues_from_what_the_first_saved(LocalIsolation isolation, string location)
    {
        await using var local = new LocalHarness(isolation);
        var job = Job(
            "if [ -e $PAI_OUTPUT_STATE/saved ]; then cp $PAI_OUTPUT_STATE/saved $PAI_OUTPUT_MODEL; "
            + "else echo 7 > $PAI_OUTPUT_STATE/saved; exit 3; fi",
            "\"checkpoint\": true" + location);

        var run = await job.RunAsync(local.Session, Options("key"), local.Timeout);
        var again = await job.RunAsync(local.Session, Options("key"), local.Timeout);

        Assert.Equal(2, run.Tries.Count);
        var model = run.Info.Outputs!["model"].FilePath!;
        Assert.Equal("7\n", await File.ReadAllTextAsync(Path.Combine(model, "saved"), local.Timeout));
        // The key of a try does not depend on where the checkpoints are.
        Assert.Equal(run.Tries.Select(t => t.Id), again.Tries.Select(t => t.Id));
    }

    [Fact]
    public async Task A_try_does_not_begin_without_the_checkpoints_of_the_first()
    {
        await using var local = new LocalHarness();
        var gone = local.In("gone");
        var job = LocalHarness.Job("true") with
        {
            Outputs = [LocalHarness.Output("state") with { IsCheckpoint = true }],
            Checkpoints = new Dictionary<string, DataLocation> { ["state"] = LocalPath.Parse(gone) },
        };

        var plan = await local.Backend.PrepareAsync(job, local.Timeout);

        var problem = Assert.Single(plan.Problems);
        Assert.Contains($"has its checkpoints at {gone}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_try_whose_checkpoints_another_uses_is_not_deleted()
    {
        await using var local = new LocalHarness();
        var labels = new Dictionary<string, string> { [JobTries.RunLabel] = "r", [JobTries.TryLabel] = "1" };
        var job = LocalHarness.Job("true") with { Labels = labels, Outputs = [LocalHarness.Output("state") with { IsCheckpoint = true }] };
        var first = await local.RunAsync(job);
        var second = await local.SubmitAsync(job with
        {
            JobName = "job_2",
            Command = JobCommand.Shell("while :; do sleep 0.05; done"),
            Checkpoints = new Dictionary<string, DataLocation> { ["state"] = first.Outputs!["state"] },
        });
        var all = new JobCleanUpOptions { OlderThan = TimeSpan.Zero };

        Assert.Empty(await local.Backend.CleanUpAsync(all, local.Timeout));
        var e = await Assert.ThrowsAsync<JobException>(() => local.Backend.DeleteAsync(first.Id, local.Timeout));
        Assert.Contains($"has the checkpoints of {second.Id}, which has not ended", e.Message, StringComparison.Ordinal);

        await local.Backend.StopAsync(second.Id, local.Timeout);
        await local.WaitAsync(second.Id);
        Assert.Contains(first.Id, await local.Backend.CleanUpAsync(all, local.Timeout));
    }

    [Fact]
    public async Task On_this_machine_a_location_in_the_cloud_is_not_used_and_the_run_says_so()
    {
        await using var local = new LocalHarness();
        var job = Job("echo 1 > $PAI_OUTPUT_STATE/saved", """ "checkpoint": true, "location": "oss://bucket/state/" """);

        var run = await job.RunAsync(local.Session, new() { LogWriter = TextWriter.Null }, local.Timeout);

        var folder = run.Info.Outputs!["state"].FilePath!;
        Assert.StartsWith(Path.Combine(local.Backend.RunsDirectory, run.Id), folder, StringComparison.Ordinal);
        Assert.Equal("1\n", await File.ReadAllTextAsync(Path.Combine(folder, "saved"), local.Timeout));
        Assert.Contains(
            $"The checkpoints \"state\" are in {folder}; a run on this machine does not use oss://bucket/state/.", run.Info.Notes);
    }

    [Fact]
    public async Task The_log_is_not_kept_beside_checkpoints()
    {
        await using var session = PaiSession.Test(out _);
        var job = JobFile.Parse(
            """
            {
              "version": 1, "record": "Acme.Job", "baseJobName": "job", "command": { "shell": "true" }, "instanceType": "local",
              "outputs": [ { "name": "state", "checkpoint": true } ]
            }
            """,
            "/");

        var plan = await job.PlanAsync(session, new() { KeepLog = true });

        Assert.Contains(plan.Problems, p => p.Subject == "RunOptions.KeepLog");
        Assert.Contains("(checkpoints)", plan.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"checkpoint\": true", plan.ToJson(), StringComparison.Ordinal);
    }
}
