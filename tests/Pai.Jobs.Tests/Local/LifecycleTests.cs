namespace Pai.Jobs.Tests;

/// <summary>Starting, waiting, stopping and finding again.</summary>
public class LifecycleTests
{
    /// <summary>A job that tells that it runs, and ends when its gate is opened.</summary>
    private const string AtGate = "echo running; read -r word </ml/output/gate/go; echo $word";

    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_job_is_running_until_it_ends(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var submitted = await local.SubmitAsync(LocalHarness.Job(JobCommand.Shell(AtGate), outputs: [local.Gate()]));
        Assert.False(submitted.Status.IsFinished());
        await local.WaitForLineAsync(submitted.Id, "running");
        var running = await local.GetAsync(submitted.Id);
        Assert.Equal((JobStatus.Running, null, null), (running.Status, running.ExitCode, running.FinishedAt));
        Assert.NotNull(running.StartedAt);

        await local.OpenGateAsync();

        var ended = await local.WaitAsync(submitted.Id);
        Assert.Equal((JobStatus.Succeeded, 0), (ended.Status, ended.ExitCode));
        if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.ProcessesIn(Path.Combine(local.Backend.RunsDirectory, ended.Id)));
        Assert.Equal(["running", "go"], await local.LogAsync(submitted.Id));
    }

    [Fact]
    public async Task A_run_whose_folder_is_deleted_under_it_leaves_no_process_behind()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        using var tree = new TempTree();
        var hold = tree.Write("hold", "");
        var command = JobCommand.Shell($"echo running; while [ -e '{hold}' ]; do sleep 0.05; done");
        var id = (await local.SubmitAsync(LocalHarness.Job(command))).Id;
        await local.WaitForLineAsync(id, "running");

        await DeleteAsync(Path.Combine(local.Backend.RunsDirectory, id), local.Timeout);
        File.Delete(hold);

        while (LocalHarness.SupervisorsOf(id).Count > 0)
        {
            local.Timeout.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>As <c>rm -rf</c> does, while somebody writes there.</summary>
    private static async Task DeleteAsync(string folder, CancellationToken cancellationToken)
    {
        while (Directory.Exists(folder))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException)
            {
                await Task.Yield();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_stopped_job_can_tidy_up_and_is_stopping_until_it_has(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var job = LocalHarness.Job(
            JobCommand.Shell(
                "trap 'echo tidying; read -r word </ml/output/gate/go; echo tidied; exit 0' TERM;"
                + " echo running; while :; do sleep 0.05; done"),
            outputs: [local.Gate()]);
        var id = (await local.SubmitAsync(job)).Id;
        await local.WaitForLineAsync(id, "running");

        await local.Backend.StopAsync(id, local.Timeout);
        await local.WaitForLineAsync(id, "tidying");
        Assert.Equal(JobStatus.Stopping, (await local.GetAsync(id)).Status);
        await local.OpenGateAsync();

        var ended = await local.WaitAsync(id);
        Assert.Equal((JobStatus.Stopped, "JobStoppedByUser"), (ended.Status, ended.ReasonCode));
        Assert.Equal(["running", "tidying", "tidied"], await local.LogAsync(id));
        var events = new List<string>();
        await foreach (var happened in local.Backend.ReadEventsAsync(id, local.Timeout)) events.Add(happened.Message);
        Assert.Contains(events, e => e.Contains("stop was requested", StringComparison.Ordinal));
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_program_behind_a_shell_can_tidy_up_too(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        // The outer shell does not handle the signal, and dies of it at once.
        local.Write(
            "src/program.sh",
            "trap 'echo tidying; read -r w <\"$PAI_OUTPUT_GATE/go\"; echo saved; exit 0' TERM; echo running\n"
            + "while :; do sleep 0.05; done\n");
        var job = LocalHarness.Job(JobCommand.Shell("sh program.sh; echo after"), source: local.In("src"), outputs: [local.Gate()]);
        var id = (await local.SubmitAsync(job)).Id;
        await local.WaitForLineAsync(id, "running");

        await local.Backend.StopAsync(id, local.Timeout);
        await local.WaitForLineAsync(id, "tidying");
        await local.OpenGateAsync();

        Assert.Equal(JobStatus.Stopped, (await local.WaitAsync(id)).Status);
        Assert.Equal(["running", "tidying", "saved"], await local.LogAsync(id));
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Following_a_run_that_is_deleted_ends_with_its_last_line(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        for (var i = 0; i < 10; i++)
        {
            var id = (await local.SubmitAsync(LocalHarness.Job("echo hi"))).Id;
            var following = local.ReadLogsAsync(id, new() { Follow = true });
            await local.WaitAsync(id);
            await local.Backend.DeleteAsync(id, local.Timeout);

            Assert.Equal("hi", Assert.Single(await following).Text);
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task What_ignores_the_request_is_killed_after_the_grace_period_with_all_its_children(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation, o => o.GracePeriod = TimeSpan.FromMilliseconds(100));
        // Each process of the tree holds the pipe open for writing: when all are gone, and only then, a reader comes to its end.
        // One that leaves the group is out of reach for a plain process; a namespace takes it along.
        var escaped = isolation == LocalIsolation.Namespace ? "setsid sh -c 'trap \"\" TERM; while :; do sleep 1; done' &" : "";
        var job = LocalHarness.Job(
            JobCommand.Shell(
                "exec 9>/ml/output/gate/go; trap '' TERM; sh -c 'sh -c \"while :; do sleep 1; done\" & wait' &"
                + $" {escaped} echo running; while :; do sleep 1; done"),
            outputs: [local.Gate()]);
        var id = (await local.SubmitAsync(job)).Id;
        using var pipe = new StreamReader(local.In("gate/go"));
        await local.WaitForLineAsync(id, "running");

        await local.Backend.StopAsync(id, local.Timeout);

        var ended = await local.WaitAsync(id);
        Assert.Equal((JobStatus.Stopped, 137), (ended.Status, ended.ExitCode));
        if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.SupervisorsOf(id));
        Assert.Equal("", await pipe.ReadToEndAsync(local.Timeout));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task What_a_command_leaves_behind_ends_with_it(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var job = LocalHarness.Job(
            JobCommand.Shell("exec 9>/ml/output/gate/go; sh -c 'trap \"\" TERM; sleep 1000' & echo $!"), outputs: [local.Gate()]);
        var id = (await local.SubmitAsync(job)).Id;
        using var pipe = new StreamReader(local.In("gate/go"));

        await local.AssertSucceededAsync(await local.WaitAsync(id));
        Assert.Equal("", await pipe.ReadToEndAsync(local.Timeout));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_job_over_its_time_is_stopped(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell(AtGate), outputs: [local.Gate()], maxRunTime: TimeSpan.FromMilliseconds(150)));

        Assert.Equal((JobStatus.Stopped, "MaxRunTimeExceeded"), (state.Status, state.ReasonCode));
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_stop_while_a_job_is_starting_stops_it(LocalIsolation isolation)
    {
        // Longer than the test may take: a request that got lost shows.
        await using var local = new LocalHarness(isolation, o => o.GracePeriod = TimeSpan.FromHours(1));
        var gate = local.Gate();
        var jobs = Enumerable.Range(0, 25).Select(async i =>
        {
            var id = (await local.SubmitAsync(LocalHarness.Job(JobCommand.Shell(AtGate), outputs: [gate]))).Id;
            // At another moment of the start each time.
            for (var spin = 0; spin < i; spin++) await local.GetAsync(id);
            await Task.WhenAll(local.Backend.StopAsync(id, local.Timeout), local.Backend.StopAsync(id, local.Timeout));
            return await local.WaitAsync(id);
        });

        foreach (var state in await Task.WhenAll(jobs))
        {
            Assert.Equal((JobStatus.Stopped, "JobStoppedByUser"), (state.Status, state.ReasonCode));
            if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.SupervisorsOf(state.Id));
        }
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Many_jobs_run_side_by_side(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var states = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => local.RunAsync(LocalHarness.Job(
            JobCommand.Shell($"echo {i} >/ml/output/out/f; exit {i % 2}"), outputs: [LocalHarness.Output("out")]))));

        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => ($"{i}\n", i % 2)),
            states.Select(s => (File.ReadAllText(s.Outputs!["out"].FilePath + "f"), s.ExitCode!.Value)));
    }

    [Fact]
    public async Task A_stop_after_the_end_changes_nothing()
    {
        await using var local = new LocalHarness();
        var ended = await local.RunAsync(LocalHarness.Job("exit 3"));

        await local.Backend.StopAsync(ended.Id, local.Timeout);

        var after = await local.WaitAsync(ended.Id);
        Assert.Equal((ended.Status, ended.ExitCode, ended.FinishedAt), (after.Status, after.ExitCode, after.FinishedAt));
    }

    [Fact]
    public async Task A_cancelled_wait_leaves_the_job_running()
    {
        await using var local = new LocalHarness();
        var id = (await local.SubmitAsync(LocalHarness.Job(JobCommand.Shell(AtGate), outputs: [local.Gate()]))).Id;
        using var cancel = new CancellationTokenSource();
        var waiting = LocalHarness.WaitAsync(local.Session, id, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await local.OpenGateAsync();
        await local.AssertSucceededAsync(await local.WaitAsync(id));
    }

    [Fact]
    public async Task Everybody_who_waits_hears_of_the_end()
    {
        await using var local = new LocalHarness();
        await using var other = local.Open();
        var id = (await local.SubmitAsync(LocalHarness.Job(JobCommand.Shell(AtGate), outputs: [local.Gate()]))).Id;
        var waiting = Enumerable.Range(0, 20)
            .Select(i => LocalHarness.WaitAsync(i % 2 == 0 ? local.Session : other, id, local.Timeout))
            .ToList();

        await local.OpenGateAsync();

        Assert.All(await Task.WhenAll(waiting), s => Assert.Equal(JobStatus.Succeeded, s.Status));
    }

    [Fact]
    public async Task A_cancelled_submission_leaves_nothing()
    {
        await using var local = new LocalHarness();

        var prepared = await local.PrepareAsync(LocalHarness.Job("true"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => local.Backend.SubmitAsync(prepared, cancellationToken: new(canceled: true)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(local.Backend.RunsDirectory));
    }

    [Fact]
    public async Task Another_backend_finds_a_job_while_it_runs_and_after_its_end()
    {
        await using var local = new LocalHarness();
        var submitted = await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell(AtGate), outputs: [local.Gate(), LocalHarness.Output("out")]));
        await using var other = local.Open();

        var found = Assert.Single(await other.Backend.GetAsync([submitted.Id], local.Timeout));
        Assert.Equal((submitted.Name, submitted.RecordName, submitted.CreatedAt), (found.Name, found.RecordName, found.CreatedAt));
        Assert.Equal(submitted.Outputs, found.Outputs);
        await local.OpenGateAsync();
        Assert.Equal(JobStatus.Succeeded, (await LocalHarness.WaitAsync(other, submitted.Id, local.Timeout)).Status);
        var lines = new List<string>();
        await foreach (var line in other.Backend.ReadLogsAsync(submitted.Id, new() { Follow = true }, local.Timeout)) lines.Add(line.Text);
        Assert.Equal(["running", "go"], lines);
    }

    [Theory]
    [InlineData("local-20200101000000-abcdefgh")]
    [InlineData("../../etc")]
    [InlineData("")]
    [InlineData("local-20200101000000-abcdefgh/../x")]
    public async Task A_job_that_is_not_there_is_not_found(string id)
    {
        await using var local = new LocalHarness();

        Assert.Empty(await local.Backend.GetAsync([id], default));
        Assert.Equal(id, (await Assert.ThrowsAsync<JobNotFoundException>(() => local.GetAsync(id))).JobId);
        await Assert.ThrowsAsync<JobNotFoundException>(() => local.Backend.StopAsync(id, default));
        await Assert.ThrowsAsync<JobNotFoundException>(() => local.WaitAsync(id));
        Assert.Throws<JobNotFoundException>(() => local.Backend.ReadLogsAsync(id, new() { Follow = true }, default));
    }

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_damage_of_one_hides_no_other()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var local = new LocalHarness(clock: clock);
        var ids = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await local.RunAsync(LocalHarness.Job("true"))).Id);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        File.WriteAllText(Path.Combine(local.Backend.RunsDirectory, ids[1], "run.json"), "{");

        var listed = new List<string>();
        await foreach (var state in local.Backend.ListAsync(new(), local.Timeout)) listed.Add(state.Id);
        Assert.Equal([ids[2], ids[0]], listed);
        var damaged = await Assert.ThrowsAsync<JobException>(() => local.GetAsync(ids[1]));
        Assert.Contains("damaged", damaged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_lost_supervisor_fails_the_job_and_a_stop_ends_what_is_left_of_it(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("exec 9>/ml/output/gate/go; echo running; while :; do sleep 1; done"), outputs: [local.Gate()]))).Id;
        using var pipe = new StreamReader(local.In("gate/go"));
        await local.WaitForLineAsync(id, "running");
        var supervisor = ProcessIdentity.Parse(File.ReadAllText(Path.Combine(local.Backend.RunsDirectory, id, "supervisor")))!;
        Assert.True(supervisor.IsAlive());

        using (var process = System.Diagnostics.Process.GetProcessById(supervisor.Id)) process.Kill();

        var state = await local.WaitAsync(id);
        Assert.Equal((JobStatus.Failed, "SupervisorLost"), (state.Status, state.ReasonCode));
        await local.Backend.StopAsync(id, local.Timeout);
        Assert.Equal("", await pipe.ReadToEndAsync(local.Timeout));
    }
}
