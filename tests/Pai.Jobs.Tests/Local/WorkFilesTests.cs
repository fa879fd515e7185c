using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;

namespace Pai.Jobs.Tests;

/// <summary>What goes by itself, what a clean-up takes, and what stays.</summary>
public class WorkFilesTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    private static FakeTimeProvider Later(TimeSpan time) => new(DateTimeOffset.UtcNow + time);

    private static async Task<string> RunAsync(LocalHarness local)
    {
        local.Write("src/main.sh", "echo line; echo result >\"${PAI_OUTPUT_OUT}f\"; echo x >\"${TMPDIR:-/tmp}/x\"\n");
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("sh main.sh"), local.In("src"), outputs: [LocalHarness.Output("out")]));
        await local.AssertSucceededAsync(state);
        return Path.Combine(local.Backend.RunsDirectory, state.Id);
    }

    private static string[] WorkOf(string run) =>
        [.. ((string[])["ml/usercode", "tmp", "root", "venv", "tools"]).Where(n => Directory.Exists(Path.Combine(run, n)))];

    private static async Task AssertKeptAsync(LocalHarness local, string run)
    {
        Assert.Equal("result\n", await File.ReadAllTextAsync(run + "/ml/output/out/f"));
        Assert.Equal(["line"], await local.LogAsync(Path.GetFileName(run)));
        Assert.Equal("Acme.Job", (await local.Backend.ReadValuesAsync(Path.GetFileName(run), default)).RecordName);
        await local.AssertSucceededAsync(await local.GetAsync(Path.GetFileName(run)));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_clean_up_takes_the_work_files_of_a_run_a_day_after_its_end_and_nothing_else(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var run = await RunAsync(local);
        await using var soon = local.Open(Later(TimeSpan.FromHours(23)));
        await using var later = local.Open(Later(TimeSpan.FromHours(25)));

        await soon.CleanUpAsync();
        await later.CleanUpAsync(new() { DryRun = true });
        Assert.Contains("ml/usercode", WorkOf(run));
        Assert.Empty(await later.CleanUpAsync());

        Assert.Empty(WorkOf(run));
        await AssertKeptAsync(local, run);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_first_run_of_a_session_does_so_too(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var run = await RunAsync(local);
        var later = local.Open(Later(TimeSpan.FromHours(25)));
        await local.SubmitAsync(LocalHarness.Job("true"), later);
        while (WorkOf(run).Length > 0)
        {
            local.Timeout.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        await later.DisposeAsync();

        await AssertKeptAsync(local, run);
    }

    [Fact]
    public async Task A_session_can_keep_them()
    {
        await using var local = new LocalHarness(configure: o => o.KeepWorkFiles = TimeSpan.MaxValue, clock: Later(TimeSpan.FromDays(3)));
        var run = await RunAsync(local);

        await local.Session.CleanUpAsync();

        Assert.Contains("ml/usercode", WorkOf(run));
    }

    [Fact]
    public async Task What_a_killed_process_prepared_goes_with_the_next_clean_up_and_what_a_live_one_prepares_stays()
    {
        await using var local = new LocalHarness();
        using var dead = Process.Start("true");
        await dead.WaitForExitAsync(local.Timeout);
        string[] folders = [local.Backend.RunsDirectory, Path.Combine(local.Backend.RunsDirectory, ".code")];
        var live = OwnedFolder.Name(".staging-", "x");
        var killed = live.Replace(
            string.Create(CultureInfo.InvariantCulture, $".{ProcessIdentity.Current.Id}.{ProcessIdentity.Current.StartTicks}."),
            string.Create(CultureInfo.InvariantCulture, $".{dead.Id}.1."),
            StringComparison.Ordinal);
        Assert.NotEqual(live, killed);
        foreach (var folder in folders)
            foreach (var name in (string[])[live, killed]) Directory.CreateDirectory(Path.Combine(folder, name, "ml"));

        await local.Session.CleanUpAsync();

        foreach (var folder in folders)
            Assert.Equal([live], Directory.EnumerateDirectories(folder, ".staging-*").Select(p => Path.GetFileName(p)));
    }

    [Fact]
    public async Task What_cannot_be_deleted_keeps_nothing_else()
    {
        await using var local = new LocalHarness();
        var ids = new List<string>();
        for (var i = 0; i < 3; i++) ids.Add((await local.RunAsync(LocalHarness.Job("true"))).Id);
        ids.Sort(StringComparer.Ordinal);
        // A file in the way of the middle one.
        var stuck = Path.Combine(local.Backend.RunsDirectory, ".trash-" + ids[1]);
        await File.WriteAllTextAsync(stuck, "");
        await using var later = local.Open(Later(TimeSpan.FromDays(1)));

        Assert.Equal([ids[2], ids[0]], await later.CleanUpAsync(new() { OlderThan = TimeSpan.Zero }));
        Assert.Equal([ids[1]], await local.ListAsync(new()));
        File.Delete(stuck);
        Assert.Equal([ids[1]], await later.CleanUpAsync(new() { OlderThan = TimeSpan.Zero }));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_run_whose_processes_live_is_not_deleted_though_its_supervisor_is_gone(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("exec 9>/ml/output/gate/go; echo running; while :; do sleep 1; done"), outputs: [local.Gate()]))).Id;
        using var pipe = new StreamReader(local.In("gate/go"));
        await local.WaitForLineAsync(id, "running");
        var supervisor = ProcessIdentity.Parse(await File.ReadAllTextAsync(Path.Combine(local.Backend.RunsDirectory, id, "supervisor")))!;
        using (var process = Process.GetProcessById(supervisor.Id)) process.Kill();
        Assert.Equal("SupervisorLost", (await local.WaitAsync(id)).ReasonCode);
        await using var later = local.Open(Later(TimeSpan.FromDays(100)));

        Assert.Empty(await later.CleanUpAsync());
        var refused = await Assert.ThrowsAsync<JobException>(() => local.Backend.DeleteAsync(id, default));
        Assert.Contains("StopAsync", refused.Message, StringComparison.Ordinal);

        await local.Backend.StopAsync(id, local.Timeout);
        Assert.Equal("", await pipe.ReadToEndAsync(local.Timeout));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_stop_that_was_interrupted_can_be_asked_for_again(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var id = (await local.SubmitAsync(LocalHarness.Job("echo running; sleep 1000"))).Id;
        await local.WaitForLineAsync(id, "running");
        // As by a process that was killed between the record and the signal.
        StopRecord.Write(new(Path.Combine(local.Backend.RunsDirectory, id)), TimeProvider.System);
        Assert.Equal(JobStatus.Stopping, (await local.GetAsync(id)).Status);

        await local.Backend.StopAsync(id, local.Timeout);

        var state = await local.WaitAsync(id);
        Assert.Equal((JobStatus.Stopped, "JobStoppedByUser"), (state.Status, state.ReasonCode));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_url_of_a_run_leads_to_its_folder_whatever_its_path_has(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation, o => o.RunsDirectory += "/a#b %41?c\\é");
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Exec("sh", "main.sh"), Path.GetDirectoryName(local.Write("src/main.sh", "echo $PAI_OUTPUT_OUT\n")),
            outputs: [LocalHarness.Output("out")]));

        await local.AssertSucceededAsync(state);
        Assert.Equal(Path.Combine(local.Backend.RunsDirectory, state.Id) + "/", state.ConsoleUrl!.LocalPath);
        Assert.Equal(("file", "", ""), (state.ConsoleUrl.Scheme, state.ConsoleUrl.Fragment, state.ConsoleUrl.Query));
    }

    [NamespaceFact]
    public async Task A_variable_that_leads_below_tmp_is_named_in_the_plan_and_the_run()
    {
        await using var local = new LocalHarness(LocalIsolation.Namespace);
        Directory.CreateDirectory(local.In("bin"));
        var job = LocalHarness.Job(
            JobCommand.Shell("true"),
            environment: new Dictionary<string, string> { ["PATH"] = local.In("bin") + ":/usr/bin:/bin:/tmp/not-there" });

        var note = Assert.Single((await local.PrepareAsync(job)).Notes, n => n.Contains("PATH", StringComparison.Ordinal));
        Assert.Contains(local.In("bin") + ",", note, StringComparison.Ordinal);
        Assert.Contains(note, (await local.RunAsync(job)).Notes);
    }
}
