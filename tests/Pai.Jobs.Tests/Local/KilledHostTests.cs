namespace Pai.Jobs.Tests;

/// <summary>The process that submitted a job is killed with SIGKILL, at any moment.</summary>
[Trait("Kind", "Exhaustive")]
public class KilledHostTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_job_goes_on_without_the_process_that_submitted_it(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        Directory.CreateDirectory(local.Backend.RunsDirectory);
        using var host = HostProcess.Start(
            local.Backend.RunsDirectory, isolation, 1,
            "mkfifo /ml/output/out/go; echo running; read -r word </ml/output/out/go; echo $word; echo result >/ml/output/out/result");
        var id = (await host.ReadLineAsync(local.Timeout))!;
        Assert.Equal("wait", await host.ReadLineAsync(local.Timeout));
        await local.WaitForLineAsync(id, "running");

        await host.KillAsync(local.Timeout);

        var state = await local.GetAsync(id);
        Assert.Equal((JobStatus.Running, "Acme.Hosted"), (state.Status, state.RecordName));
        var output = state.Outputs!["out"].FilePath!;
        await Task.Run(() => File.WriteAllText(output + "go", "go\n"), local.Timeout).WaitAsync(local.Timeout);
        var ended = await local.WaitAsync(id);
        Assert.Equal((JobStatus.Succeeded, 0), (ended.Status, ended.ExitCode));
        Assert.Equal(["running", "go"], await local.LogAsync(id));
        Assert.Equal("result\n", File.ReadAllText(output + "result"));
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_submission_that_is_cut_off_leaves_a_whole_run_or_none(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        Directory.CreateDirectory(local.Backend.RunsDirectory);
        // Killed while it submits one job after the other, a little further on each time.
        for (var round = 1; round <= 8; round++)
        {
            using var host = HostProcess.Start(
                local.Backend.RunsDirectory, isolation, 1000, "cat \"$PAI_CONFIG_DIR/hyperparameters.json\" >/ml/output/out/copy");
            for (var i = 0; i < round; i++) Assert.NotNull(await host.ReadLineAsync(local.Timeout));
            await host.KillAsync(local.Timeout);
        }

        var states = new List<JobInfo>();
        await foreach (var state in local.Backend.ListAsync(new(), local.Timeout)) states.Add(await local.WaitAsync(state.Id));
        Assert.True(states.Count >= 36, $"{states.Count} runs");
        foreach (var state in states)
        {
            Assert.True(
                state is { Status: JobStatus.Succeeded } or { Status: JobStatus.Failed, ReasonCode: "SubmitInterrupted" },
                state.ToString());
            if (state.Status == JobStatus.Succeeded)
                Assert.Contains("1000", File.ReadAllText(state.Outputs!["out"].FilePath + "copy"), StringComparison.Ordinal);
        }

        // What was being prepared is seen by nobody, and cleaned up when it is old.
        var leftovers = Directory.GetDirectories(local.Backend.RunsDirectory, ".*");
        foreach (var leftover in leftovers) Directory.SetLastWriteTimeUtc(leftover, DateTime.UtcNow.AddDays(-2));
        await local.Session.CleanUpAsync(new() { OlderThan = TimeSpan.Zero }, local.Timeout);
        Assert.Empty(Directory.EnumerateFileSystemEntries(local.Backend.RunsDirectory));
    }
}
