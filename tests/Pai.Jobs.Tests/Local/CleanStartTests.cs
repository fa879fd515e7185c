namespace Pai.Jobs.Tests;

/// <summary>A job starts as from a new login, whatever signals and descriptors the process has that submits it.</summary>
public class CleanStartTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_writer_to_a_closed_pipe_ends(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);

        Assert.Equal(["y", "ended"], await local.OutputOfAsync(LocalHarness.Job("while :; do echo y; done | head -1; echo ended")));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Signals_and_descriptors_of_the_submitter_do_not_reach_the_job_and_it_can_be_stopped(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        Directory.CreateDirectory(local.Backend.RunsDirectory);
        local.Write("lock", "");
        // As under nohup, flock and make, and worse.
        string[] runner =
        [
            "bash", "-c",
            $"trap '' HUP INT QUIT USR1 USR2 TERM; exec 9>'{local.In("lock")}' 12<'{local.In("lock")}';"
            + " exec env --block-signal=ALRM,WINCH \"$@\"", "bash",
        ];
        using var host = HostProcess.Start(
            local.Backend.RunsDirectory,
            isolation,
            1,
            "grep -E '^Sig(Blk|Ign):' /proc/self/status | tr -d '\\t'; readlink /proc/$$/fd/9 /proc/$$/fd/12; echo running; sleep 1000",
            runner);
        var id = (await host.ReadLineAsync(local.Timeout))!;
        await local.WaitForLineAsync(id, "running");

        Assert.Equal(["SigBlk:0000000000000000", "SigIgn:0000000000000000", "running"], await local.LogAsync(id, follow: false));
        await local.Backend.StopAsync(id, local.Timeout);
        Assert.Equal(JobStatus.Stopped, (await local.WaitAsync(id)).Status);
        // Its supervisor had them as little: nobody holds the lock after the host.
        await host.KillAsync(local.Timeout);
    }

    [Fact]
    public void Every_tool_resets_what_is_ignored_and_blocked()
    {
        var count = 0;
        foreach (var words in CleanSignals.All.Where(w => Programs.Find(w[0]) is not null))
        {
            var start = new System.Diagnostics.ProcessStartInfo(
                "sh",
                [
                    "-c", "trap '' HUP INT QUIT PIPE TERM USR1 USR2; exec env --block-signal=ALRM,WINCH \"$@\"", "sh",
                    .. words, "sh", "-c", "grep -E '^Sig(Blk|Ign):' /proc/self/status | tr -d '\\t'; printf %s \"$1\"", "sh", "it's $x",
                ])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = System.Diagnostics.Process.Start(start)!;

            Assert.Equal(
                $"{words[0]} SigBlk:0000000000000000\nSigIgn:0000000000000000\nit's $x",
                words[0] + " " + process.StandardOutput.ReadToEnd());
            Assert.Equal("", process.StandardError.ReadToEnd());
            count++;
        }

        Assert.NotEqual(0, count);
    }

    [Fact]
    public void The_words_leave_the_command_and_its_variables_as_they_are()
    {
        string[] words = [.. CleanSignals.Before(["A=it's $x"], ["sh", "-c", "printf %s \"$A|$1\"", "sh", "a b"])];
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true })!;

        Assert.Equal("it's $x|a b", process.StandardOutput.ReadToEnd());
        Assert.Null(CleanSignals.Problem);
    }
}
