using System.Globalization;

namespace Pai.Jobs.Tests;

/// <summary>Submit keys on the local backend.</summary>
public class SubmitKeyTests
{
    private static JobSubmission Job(LocalHarness local, string? key = "nightly") =>
        LocalHarness.Job($"echo ran >>{local.In("ran")}") with { SubmitKey = key, JobName = "job_" + Guid.NewGuid().ToString("N") };

    [Fact]
    public async Task Two_submissions_with_a_key_are_one_run_and_without_one_two()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);

        var first = await local.SubmitAsync(Job(local));
        await using var other = local.Open();
        var second = await local.SubmitAsync(Job(local), other);
        await local.WaitAsync(first.Id);

        Assert.Equal((first.Id, first.Name), (second.Id, second.Name));
        Assert.Equal(["ran"], File.ReadAllLines(local.In("ran")));
        Assert.Contains(second.Notes, n => n.Contains("\"nightly\" was used before", StringComparison.Ordinal));
        await local.RunAsync(Job(local, key: null));
        await local.RunAsync(Job(local, "weekly"));
        Assert.Equal(["ran", "ran", "ran"], File.ReadAllLines(local.In("ran")));
        Assert.Empty(Directory.GetDirectories(local.Backend.RunsDirectory, ".staging-*"));
    }

    [Fact]
    public async Task A_failed_run_is_attached_to_as_well()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var job = LocalHarness.Job("exit 7") with { SubmitKey = "k" };

        var first = await local.RunAsync(job);
        var second = await local.SubmitAsync(job);

        Assert.Equal((first.Id, JobStatus.Failed, 7), (second.Id, second.Status, second.ExitCode));
    }

    [Fact]
    public async Task Other_code_or_input_with_the_same_key_is_refused()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        local.Write("code/main.sh", "true");
        var input = local.Write("data.txt", "1");
        JobSubmission Submission() => LocalHarness.Job(
            JobCommand.Shell("sh main.sh"), local.In("code"), [LocalHarness.Input("data", input)]) with
        { SubmitKey = "k" };
        await local.RunAsync(Submission());

        local.Write("code/main.sh", "false");
        var code = await Assert.ThrowsAsync<JobException>(() => local.SubmitAsync(Submission()));
        local.Write("code/main.sh", "true");
        local.Write("data.txt", "2");
        var data = await Assert.ThrowsAsync<JobException>(() => local.SubmitAsync(Submission()));

        Assert.Contains("differs from it in code.", code.Message, StringComparison.Ordinal);
        Assert.Contains("differs from it in input \"data\".", data.Message, StringComparison.Ordinal);
        Assert.Single(await local.ListAsync(new()));
    }

    [Fact]
    public async Task Racing_submissions_are_one_run()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        PaiSession[] sessions = [local.Session, local.Open(), local.Open(), local.Open()];

        var infos = await Task.WhenAll(sessions.Select(s => Task.Run(() => local.SubmitAsync(Job(local), s))));
        var end = await local.WaitAsync(infos[0].Id);

        var log = await new JobRun(local.Backend, end).ReadLogsAsync(follow: false).Select(l => l.Text).ToListAsync();
        Assert.True(end.Status == JobStatus.Succeeded, $"{end.Status}, {end.ReasonMessage} {string.Join('\n', log)}");
        Assert.Single(infos.Select(i => i.Id).Distinct());
        Assert.Equal(["ran"], File.ReadAllLines(local.In("ran")));
        foreach (var session in sessions.Skip(1)) await session.DisposeAsync();
    }

    [Fact]
    public async Task A_run_that_was_deleted_is_not_run_again()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var first = await local.RunAsync(Job(local));
        await local.Backend.DeleteAsync(first.Id, local.Timeout);
        await local.Session.CleanUpAsync(new() { OlderThan = TimeSpan.Zero }, local.Timeout);

        var e = await Assert.ThrowsAsync<JobNotFoundException>(() => local.SubmitAsync(Job(local)));

        Assert.Equal(first.Id, e.JobId);
        Assert.Equal(["ran"], File.ReadAllLines(local.In("ran")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("too long")]
    [InlineData("half a pair")]
    public async Task A_key_that_is_not_one_is_refused(string key)
    {
        // Strings that a test runner does not keep as they are.
        if (key == "too long") key = new('k', 257);
        if (key == "half a pair") key = "\ud800";
        await using var session = PaiSession.Test(out var backend);

        var plan = await new TestJob().PlanAsync(session, new() { SubmitKey = key });

        Assert.Contains(plan.Problems, p => p.Subject == "SubmitKey");
        Assert.Equal(256, (await new TestJob().PlanAsync(session, new() { SubmitKey = new('k', 256) })).Submission.SubmitKey!.Length);
    }

    [Fact]
    public async Task A_backend_without_keys_refuses_one()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        await using var remote = PaiSession.CreateBuilder().UseBackend(new RemoteBackend(new(local.Backend))).Build();

        await Assert.ThrowsAsync<JobNotSupportedException>(() => local.SubmitAsync(Job(local), remote));

        Assert.Empty(await local.ListAsync(new()));
    }

    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task Racing_processes_are_one_run()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        Directory.CreateDirectory(local.Backend.RunsDirectory);
        var hosts = Enumerable.Range(0, 4)
            .Select(_ => HostProcess.Start([], "keyed", local.Backend.RunsDirectory, "k", "99", local.In("ran"))).ToList();
        foreach (var host in hosts) Assert.Equal(0, (await host.EndAsync(local.Timeout)).ExitCode);
        hosts.ForEach(h => h.Dispose());

        await local.WaitAsync(Assert.Single(await local.ListAsync(new())));
        Assert.Equal(["ran"], File.ReadAllLines(local.In("ran")));
    }

    /// <summary>The submitter is killed at each step that it reports; the next submission makes exactly one run of it.</summary>
    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task A_submission_that_was_killed_at_any_step_is_one_run_after_the_next()
    {
        var killed = 0;
        for (var step = 1; ; step++)
        {
            var clock = new OffsetClock();
            await using var local = new LocalHarness(LocalIsolation.Process, clock: clock);
            Directory.CreateDirectory(local.Backend.RunsDirectory);
            var number = step.ToString(CultureInfo.InvariantCulture);
            using var host = HostProcess.Start([], "keyed", local.Backend.RunsDirectory, "k", number, local.In("ran"));
            var (exitCode, output) = await host.EndAsync(local.Timeout);
            // There is a run then, and nothing will start it: after 10 seconds it is given up.
            if (output.Trim() == "starting the job") clock.Advance(TimeSpan.FromSeconds(15));
            var job = LocalHarness.Job($"echo ran >>{local.In("ran")}") with { RecordName = "Acme.Hosted", SubmitKey = "k" };

            var info = await local.SubmitAsync(job);
            var ended = await local.WaitAsync(info.Id);

            Assert.True(ended.Status == JobStatus.Succeeded, $"Killed at {output}: {ended.Status} {ended.ReasonCode}");
            Assert.Equal([info.Id], await local.ListAsync(new()));
            Assert.Equal(["ran"], File.ReadAllLines(local.In("ran")));
            if (exitCode == 0) break;
            killed++;
        }

        Assert.Equal(7, killed);
    }
}
