namespace Pai.Jobs.Tests;

/// <summary>Ctrl+C in a program that waits for a job, in a process of its own.</summary>
public class CtrlCTests
{
    private static HostProcess Start(LocalHarness local, string mode, string command) =>
        HostProcess.Start([], local.Backend.RunsDirectory, nameof(LocalIsolation.Process), mode, command);

    /// <summary>Reads what the program writes up to a line, and returns all of it.</summary>
    private static async Task<List<string>> ReadUntilAsync(HostProcess host, string line, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        while (lines.LastOrDefault() != line)
            lines.Add(await host.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException(string.Join('\n', lines)));
        return lines;
    }

    [Fact]
    public async Task It_stops_a_job_on_this_machine_and_the_start_lines_say_so()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        using var host = Start(local, "run", "trap 'echo tidied; exit 3' TERM; echo running; while :; do sleep 0.05; done");
        var lines = await ReadUntilAsync(host, "running", local.Timeout);
        Assert.Contains("Ctrl+C stops the job.", lines);
        Assert.Contains("Not used on this machine: the image registry.example/acme/hosted:1.", lines);

        host.Interrupt();

        var (exitCode, output) = await host.EndAsync(local.Timeout);
        Assert.Equal(130, exitCode);
        Assert.Contains("JobCanceledException", output, StringComparison.Ordinal);
        Assert.Contains("was asked to stop", output, StringComparison.Ordinal);
        var run = Assert.Single(await local.ListAsync(new()));
        Assert.Equal((JobStatus.Stopped, "JobStoppedByUser"), await EndOfAsync(local, run));
    }

    [Fact]
    public async Task It_leaves_a_job_running_where_that_is_asked_for_and_the_message_says_how_to_find_it()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        using var host = Start(local, "leave", "echo running; sleep 1000");
        var lines = await ReadUntilAsync(host, "running", local.Timeout);
        var run = Assert.Single(await local.ListAsync(new()));
        Assert.Contains($"Ctrl+C ends the wait; the job continues. AttachAsync(session, \"{run}\") finds it again.", lines);

        host.Interrupt();

        var (exitCode, output) = await host.EndAsync(local.Timeout);
        Assert.Equal(130, exitCode);
        Assert.Contains($"AttachAsync(session, \"{run}\")", output, StringComparison.Ordinal);
        Assert.Equal(JobStatus.Running, (await local.GetAsync(run)).Status);
    }

    [Fact]
    public async Task A_second_one_ends_the_program_at_once()
    {
        // The job ignores the request to stop until the test is over.
        await using var local = new LocalHarness(LocalIsolation.Process);
        using var host = Start(local, "run", $"trap '' TERM; echo running; until [ -e {local.In("over")} ]; do sleep 0.05; done");
        await ReadUntilAsync(host, "running", local.Timeout);

        host.Interrupt();
        host.Interrupt();

        Assert.Equal(130, (await host.EndAsync(local.Timeout)).ExitCode);
        local.Write("over", "");
    }

    private static async Task<(JobStatus Status, string? ReasonCode)> EndOfAsync(LocalHarness local, string id)
    {
        var info = await local.WaitAsync(id);
        return (info.Status, info.ReasonCode);
    }
}
