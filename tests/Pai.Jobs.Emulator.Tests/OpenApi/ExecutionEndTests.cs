namespace Pai.Jobs.Emulator.Tests.OpenApi;

/// <summary>Jobs on this machine that are stopped, run too long, or use their mounts as a disk.</summary>
public sealed class ExecutionEndTests : ExecutionTest
{
    private const string Endless = "echo ready; while :; do sleep 0.02; done";

    [NamespaceFact]
    public async Task A_stop_lets_the_command_tidy_up()
    {
        var id = await Dlc.CreateJobAsync(Command($"trap 'echo bye; echo kept >/out/a; exit 0' TERM; {Endless}", Mount("out/", "/out")));
        await UntilLineAsync(id, "ready");
        await Dlc.StopJobAsync(id);
        await Emulator.Dlc.WaitAsync(id);
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(("Stopped", "JobStoppedByUser"), (job.Status, job.ReasonCode));
        Assert.Equal(["Running", "Stopping", "Stopped"], job.StatusHistory!.Select(step => step.Status).TakeLast(3));
        Assert.Equal(("ready\nbye", "kept\n"), (await LogOfAsync(id), Find("out/a")));
        await RefusedAsync(() => Dlc.StopJobAsync(id));
    }

    [NamespaceFact]
    public async Task A_command_that_does_not_end_is_killed_after_the_grace_time()
    {
        var request = Command($"trap 'echo no' TERM; {Endless}");
        request.Settings = new() { TerminationGracePeriodSeconds = 10 };
        var id = await Dlc.CreateJobAsync(request);
        await UntilLineAsync(id, "ready");
        await Dlc.StopJobAsync(id);
        Clock.Advance(Seconds(9));
        await RefusedAsync(() => Dlc.StopJobAsync(id));
        Assert.Equal("Stopping", (await Dlc.GetJobAsync(id)).Status);
        Clock.Advance(Seconds(1));
        await Emulator.Dlc.WaitAsync(id);
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(("Stopped", "2026-01-15T08:00:10Z"), (job.Status, job.GmtStoppedTime));
    }

    [NamespaceFact]
    public async Task The_time_limit_follows_the_clock()
    {
        var request = Command($"trap 'exit 1' TERM; {Endless}");
        request.JobMaxRunningTimeMinutes = 2;
        var id = await Dlc.CreateJobAsync(request);
        await UntilLineAsync(id, "ready");
        Clock.Advance(Seconds(119));
        Assert.Equal("Running", (await Dlc.GetJobAsync(id)).Status);
        Clock.Advance(Seconds(1));
        await Emulator.Dlc.WaitAsync(id);
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(("Stopped", "JobMaxRunningTimeExceeded"), (job.Status, job.ReasonCode));
    }

    [NamespaceFact]
    public async Task A_job_that_is_preempted_starts_again_with_its_mounts()
    {
        const string Again = "if [ -e /out/mark ]; then echo again; [ ! -e /left ]; exit; fi; echo >/out/mark; echo >/left";
        var id = await Dlc.CreateJobAsync(Command($"{Again}; trap 'exit 1' TERM; {Endless}", Mount("out/", "/out")));
        await UntilLineAsync(id, "ready");
        Clock.Advance(Seconds(10));
        Emulator.Dlc.Preempt(id);
        Assert.Equal("Succeeded", (await Emulator.Dlc.WaitAsync(id)).Status);
        var job = await Dlc.GetJobAsync(id);
        Assert.Equal(["Running", "Restarting", "Running", "Succeeded"], job.StatusHistory!.Select(step => step.Status).TakeLast(4));
        Assert.Equal(("1/10", "Preempted"), (job.RestartTimes, Assert.Single(job.RestartRecord!).Reason));
        var earlier = Assert.Single(Assert.Single(job.Pods!).HistoryPods!);
        Assert.Equal("Evicted", earlier.SubStatus);
        Assert.Equal(["ready"], (await Dlc.GetPodLogsAsync(id, $"{id}-worker-0", earlier.PodUid)).Logs);
        Assert.EndsWith("again", await LogOfAsync(id));
        Assert.Throws<ArgumentException>(() => Emulator.Dlc.Preempt(id));
    }

    [NamespaceFact]
    public async Task The_end_of_the_emulator_kills_jobs()
    {
        var mark = NewMark();
        var id = await Dlc.CreateJobAsync(Command($"sleep {mark} & echo ready; wait"));
        await UntilLineAsync(id, "ready");
        // The shell has forked by then, and the child may not be the program yet.
        while (!IsThere(mark)) Assert.Equal("Running", (await Dlc.GetJobAsync(id)).Status);
        await Emulator.DisposeAsync();
        Assert.False(IsThere(mark));
    }

    [NamespaceFact]
    public async Task A_job_waits_for_stock_before_it_runs()
    {
        Emulator.Dlc.SetStock("ecs.c6.large", isAvailable: false);
        var (stopped, later) = (await Dlc.CreateJobAsync(Command("echo never")), await Dlc.CreateJobAsync(Command("echo there")));
        await Dlc.StopJobAsync(stopped);
        Assert.Equal("Queuing", (await Dlc.GetJobAsync(later)).Status);
        Emulator.Dlc.SetStock("ecs.c6.large", isAvailable: true);
        Assert.Equal("Stopped", (await Emulator.Dlc.WaitAsync(stopped)).Status);
        Assert.Equal("Succeeded", (await Emulator.Dlc.WaitAsync(later)).Status);
        Assert.Equal("there", await LogOfAsync(later));
    }

    [NamespaceFact]
    public async Task Uses_of_a_mount_that_the_service_does_not_have_can_be_errors()
    {
        const string Use = "cd /out; echo more >>log; ln -s log link; mkfifo pipe; truncate -s 100000 hole; echo x >>hole; echo ok >file";
        Put("out/log", "first\n");
        var request = Command(Use, Mount("out/", "/out"));
        Assert.Equal("Succeeded", (await RunAsync(request)).Status);
        Assert.Equal(["out/file", "out/hole", "out/log"], Bucket.Keys);
        Assert.Equal("first\nmore\n", Find("out/log"));

        foreach (var key in Bucket.Keys) Bucket.Delete(key);
        Put("out/log", "first\n");
        Emulator.Dlc.RefusesWhatMountsCannot = true;
        var refused = await RunAsync(request);
        Assert.Equal("Failed", refused.Status);
        string[] parts = ["/out/log was appended to", "/out/link is a symbolic link", "/out/pipe is a pipe", "/out/hole was not written"];
        foreach (var part in parts) Assert.Contains(part, refused.ReasonMessage, StringComparison.Ordinal);
        Assert.Equal(["out/file", "out/log"], Bucket.Keys);
        Assert.Equal("first\n", Find("out/log"));

        request.UserCommand = "echo more >>/out/log; echo other >/out/file";
        request.Settings = new() { EnableOssAppend = true };
        Assert.Equal("Succeeded", (await RunAsync(request)).Status);
        Assert.Equal(("first\nmore\n", "other\n"), (Find("out/log"), Find("out/file")));
    }
}
