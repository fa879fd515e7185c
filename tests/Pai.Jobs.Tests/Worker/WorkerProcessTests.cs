namespace Pai.Jobs.Tests;

/// <summary>Jobs on this machine whose program is a process with a <see cref="JobContext"/>.</summary>
public class WorkerProcessTests
{
    /// <summary>The files of the test host are not code of the job: it runs where it is.</summary>
    private static JobCommand Worker(string mode) => JobCommand.Exec(
        Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
        "exec",
        Path.Combine(AppContext.BaseDirectory, "Pai.Jobs.TestHost.dll"),
        "worker",
        mode);

    private static JobRun RunOf(LocalHarness local, JobInfo info) => new(local.Backend, info);

    [Fact]
    public async Task What_the_job_writes_and_reports_comes_back()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        local.Write("data/a.txt", "one\ntwo\n");
        var job = LocalHarness.Job(
            Worker("write"), inputs: [LocalHarness.Input("in", local.In("data"))], outputs: [LocalHarness.Output("out")]);

        var info = await local.RunAsync(job);
        await local.AssertSucceededAsync(info);

        var lines = await local.ReadLogsAsync(info.Id, new());
        Assert.Equal(["50% half", "loss = 0.25 (step 3)", "job_1 0 of 1", "100%"], lines.Select(l => l.ToString()));
        Assert.Equal(
            [new ProgressReport { Fraction = 0.5, Message = "half" }, new MetricReport { Name = "loss", Value = 0.25, Step = 3 }],
            lines.Select(l => l.Report).Take(2));
        var manifest = await new JobOutput("out", info.Outputs!["out"]).ReadManifestAsync();
        Assert.Equal([("one", 3L), ("two", 3L)], manifest!.Files.Select(f => (f.Path, f.Size)));
    }

    [Fact]
    public async Task The_reason_of_a_failure_comes_back()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var info = await local.SubmitAsync(LocalHarness.Job(Worker("fail")));

        var e = await Assert.ThrowsAsync<JobFailedException>(() => RunOf(local, info).EnsureSucceededAsync(local.Timeout));

        Assert.Equal((9, "no-data", "There are no days."), (e.ExitCode, e.Failure?.Code, e.Failure?.Message));
        Assert.Contains("The job gave the reason no-data: There are no days.", e.Message, StringComparison.Ordinal);
        Assert.Equal(["at work"], e.LastLogLines);
        Assert.DoesNotContain("PAI_JOBS", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_does_that_of_one_node_of_several()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var info = await local.SubmitAsync(LocalHarness.Job(Worker("fail"), instanceCount: 2));

        var e = await Assert.ThrowsAsync<JobFailedException>(() => RunOf(local, info).EnsureSucceededAsync(local.Timeout));

        Assert.Equal((9, "no-data"), (e.ExitCode, e.Failure?.Code));
    }

    [Fact]
    public async Task A_job_that_is_stopped_saves_and_the_next_one_continues()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var folder = Directory.CreateDirectory(local.In("state")).FullName;
        for (var i = 0; i < 2; i++)
        {
            var info = await local.SubmitAsync(LocalHarness.Job(Worker("wait"), outputs: [LocalHarness.Output("out", folder)]));
            await local.WaitForLineAsync(info.Id, $"started {i}");
            await local.Backend.StopAsync(info.Id, local.Timeout);
            var ended = await local.WaitAsync(info.Id);

            Assert.Equal((JobStatus.Stopped, JobContext.StoppedExitCode), (ended.Status, ended.ExitCode));
            Assert.Contains("saved", await local.LogAsync(info.Id));
        }

        Assert.Equal("2", File.ReadAllText(Path.Combine(folder, "checkpoint-00000002")));
    }
}
