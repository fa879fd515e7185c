namespace Pai.Jobs.Tests;

/// <summary>What a sandbox keeps apart, and what it leaves as it is.</summary>
public class SandboxTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [NamespaceFact]
    public async Task A_job_cannot_lift_the_protection_of_source_and_inputs()
    {
        // Outside /tmp, where the sandbox has a folder of its own.
        var machine = Directory.CreateDirectory("/var/tmp/pai-jobs-protected-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            await using var local = new LocalHarness(LocalIsolation.Namespace);
            Directory.CreateDirectory($"{machine}/in");
            File.WriteAllText($"{machine}/in/a.txt", "original");
            Directory.CreateDirectory($"{machine}/code");
            File.WriteAllText($"{machine}/code/main.sh", "original");
            var log = await local.OutputOfAsync(LocalHarness.Job(
                JobCommand.Shell($"""
                    for f in /ml/input/data/corpus/a.txt {machine}/in/a.txt {machine}/code/main.sh /ml/input/config/env.sh; do
                        [ -e "$f" ] || echo "missing $f"
                        mount -o remount,bind,rw "$(dirname "$f")" 2>/dev/null && echo "remounted $f"
                        umount "$(dirname "$f")" 2>/dev/null && echo "unmounted $f"
                        (echo changed >>"$f") 2>/dev/null && echo "changed $f"
                    done
                    echo tried
                    """),
                $"{machine}/code",
                [LocalHarness.Input("corpus", $"{machine}/in")]));

            Assert.Equal(["tried"], log);
            Assert.Equal("original", File.ReadAllText($"{machine}/in/a.txt"));
            Assert.Equal("original", File.ReadAllText($"{machine}/code/main.sh"));
        }
        finally
        {
            RunDeletion.Delete(machine);
        }
    }

    [NamespaceFact]
    public async Task An_input_that_is_given_by_a_link_is_protected_where_it_really_is()
    {
        var machine = Directory.CreateDirectory("/var/tmp/pai-jobs-linked-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            await using var local = new LocalHarness(LocalIsolation.Namespace);
            Directory.CreateDirectory($"{machine}/real/in");
            File.WriteAllText($"{machine}/real/in/a.txt", "original");
            Directory.CreateSymbolicLink($"{machine}/link", $"{machine}/real");
            var log = await local.OutputOfAsync(LocalHarness.Job(
                JobCommand.Shell($"cat /ml/input/data/corpus/a.txt; for f in {machine}/link/in/a.txt {machine}/real/in/a.txt; do (echo changed >$f) 2>/dev/null || echo; done; echo free >{machine}/real/b.txt"),
                inputs: [LocalHarness.Input("corpus", $"{machine}/link/in")]));

            Assert.Equal(["original", ""], log);
            Assert.Equal("original", File.ReadAllText($"{machine}/real/in/a.txt"));
            Assert.Equal("free\n", File.ReadAllText($"{machine}/real/b.txt"));
        }
        finally
        {
            RunDeletion.Delete(machine);
        }
    }

    [NamespaceFact]
    public async Task What_is_mounted_below_an_input_is_there_and_protected_too()
    {
        await using var local = new LocalHarness(LocalIsolation.Namespace);
        var mount = MachineMounts.Read().Below("/dev").First(m => m != "/dev/pts" && Directory.Exists(m));
        var inside = "/ml/input/data/devices" + mount["/dev".Length..];
        var name = "pai-jobs-" + Guid.NewGuid().ToString("N");
        var log = await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Shell($"[ -d {inside} ] && echo there; (echo x >{inside}/{name}) 2>/dev/null || echo protected; echo fine >/dev/null"),
            inputs: [LocalHarness.Input("devices", "/dev")]));

        Assert.Equal(["there", "protected"], log);
        Assert.False(File.Exists($"{mount}/{name}"));
    }

    [NamespaceFact]
    public async Task A_namespace_has_its_own_tmp_and_processes_and_the_machine_s_folders()
    {
        await using var local = new LocalHarness(LocalIsolation.Namespace);
        var log = await local.OutputOfAsync(LocalHarness.Job(
            "ls /tmp; echo x >/tmp/x; ls -d /usr /etc/passwd; readlink /proc/self/exe >/dev/null && ls /proc | grep -c '^[0-9]' | awk '{ print ($1 < 10 ? \"few\" : \"many\") }'"));

        Assert.Equal(["/etc/passwd", "/usr", "few"], log);
    }

    [NamespaceFact]
    public async Task Inputs_can_be_mounted_outside_of_ml()
    {
        await using var local = new LocalHarness(LocalIsolation.Namespace);
        local.Write("data/a.txt", "a\n");
        InputChannel At(string path) => LocalHarness.Input("in" + path.Length, local.In("data")) with { MountPath = path };
        var log = await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Shell("cat /not-on-this-machine/deep/a.txt /tmp/data/a.txt /ml/else/a.txt; echo $PAI_INPUT_IN10"),
            inputs: [At("/not-on-this-machine/deep/"), At("/tmp/data/"), At("/ml/else/")]));

        Assert.Equal(["a", "a", "a", "/tmp/data/"], log);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Variables_of_any_name_reach_the_command_as_they_are(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        // Names that a careless script would use itself.
        var variables = ((string[])["config", "file", "folder", "code", "child", "phase", "limit", "grace", "start", "status", "PS1", "OLDPWD_", "_x"]).ToDictionary(n => n, n => $"{n} 'value'");
        var log = await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Exec("env"), Path.GetDirectoryName(local.Write("src/requirements.txt", "")), environment: variables));

        foreach (var (name, value) in variables) Assert.Contains($"{name}={value}", log);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Variables_of_the_machine_reach_a_job_only_when_they_are_passed(LocalIsolation isolation)
    {
        var hidden = "PAI_JOBS_TEST_" + Guid.NewGuid().ToString("N");
        var passed = "PAI_JOBS_TEST_" + Guid.NewGuid().ToString("N");
        Environment.SetEnvironmentVariable(hidden, "secret");
        Environment.SetEnvironmentVariable(passed, "given");
        try
        {
            await using var local = new LocalHarness(isolation, o => o.PassEnvironment = [passed]);

            Assert.Equal(["|given|home"], await local.OutputOfAsync(LocalHarness.Job($"echo \"${hidden}|${passed}|${{HOME:+home}}\"")));
        }
        finally
        {
            Environment.SetEnvironmentVariable(hidden, null);
            Environment.SetEnvironmentVariable(passed, null);
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_job_without_parameters_and_code_has_empty_ones(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var log = await local.OutputOfAsync(LocalHarness.Job("echo \"$PAI_HPS|${PAI_USER_ARGS-unset}|${PAI_WORKING_DIR-unset}\"; cat /ml/input/config/hyperparameters.json; pwd"));

        Assert.Equal(["{}||unset", "{}"], log[..2]);
        Assert.DoesNotContain("usercode", log[2], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_single_file_shows_nothing_beside_it(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var file = local.Write("data/words.txt", "w\n");
        local.Write("data/sibling.txt", "s");

        Assert.Equal(["w", "words.txt"], await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Shell("cat \"$PAI_INPUT_WORDS\"; ls \"$(dirname \"$PAI_INPUT_WORDS\")\""), inputs: [LocalHarness.Input("words", file)])));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Outputs_are_file_uris_from_the_submission_on(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var submitted = await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("echo 1 >/ml/output/plain/f; echo 2 >/ml/output/cloud/f"),
            outputs: [LocalHarness.Output("plain"), LocalHarness.Output("cloud") with { Uri = OssUri.Parse("oss://bucket/out/") }]));
        var ended = await local.WaitAsync(submitted.Id);

        Assert.All(submitted.Outputs.Values, o => Assert.True(o is OssUri { IsFile: true, IsDirectory: true }));
        Assert.Equal(submitted.Outputs, ended.Outputs);
        Assert.Equal(["1\n", "2\n"], ((string[])["plain", "cloud"]).Select(n => File.ReadAllText(ended.Outputs[n].FilePath + "f")));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task An_output_path_gets_a_folder_for_the_run_and_the_channel(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("echo x >/ml/output/out/f"), outputs: [LocalHarness.Output("out")], outputPath: LocalPath.Parse(local.In("results"))));

        Assert.Equal(JobStatus.Succeeded, state.Status);
        Assert.Equal("x\n", File.ReadAllText(local.In("results/job_1/out/f")));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_run_s_folder_is_the_user_s_alone(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job("true"));

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(local.Backend.RunsDirectory, state.Id)));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_damaged_archive_fails_the_job_and_says_so(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var probe = await local.RunAsync(LocalHarness.Job(JobCommand.Shell("true"), Path.GetDirectoryName(local.Write("src/main.sh", "x"))));
        var config = Path.Combine(local.Backend.RunsDirectory, probe.Id, "ml/input/config");
        File.AppendAllText(Path.Combine(config, "code.tar.gz"), "x");

        using var launch = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("sh", [Path.Combine(config, "launch.sh"), config]) { RedirectStandardError = true })!;
        var error = await launch.StandardError.ReadToEndAsync(local.Timeout);
        await launch.WaitForExitAsync(local.Timeout);

        Assert.Equal(1, launch.ExitCode);
        Assert.Contains("SHA-256", error, StringComparison.Ordinal);
        Assert.Equal("CodeNotUnpacked", RunStatus.Of(new() { SupervisorStarted = true, ExitCode = 1, Phase = "code" }).ReasonCode);
    }

    [NamespaceFact]
    public async Task A_namespace_without_processes_of_its_own_works_too()
    {
        // As in a container that hides parts of /proc. Put together by hand: this machine may let us mount it.
        using var temp = new TempFolder();
        var folder = new RunFolder(temp.In("runs/local-20200101000000-abcdefgh"));
        foreach (var path in (string[])[folder.Config, folder.SandboxRoot, folder.Temp]) Directory.CreateDirectory(path);
        temp.Write("data/a.txt", "hello\n");
        var job = LocalHarness.Job(
            JobCommand.Shell($"pwd; cat /ml/input/data/corpus/a.txt; [ -d /proc/{Environment.ProcessId} ] && echo processes; (echo x >/ml/input/data/corpus/a.txt) 2>/dev/null || echo protected"),
            inputs: [LocalHarness.Input("corpus", temp.In("data"))]);
        var sandbox = new NamespaceSandbox(ownProcesses: false);
        sandbox.Prepare(folder, folder, job, LocalOutputs.Of(job, folder));
        await LaunchFiles.WriteAsync(folder.Config, job, LocalOutputs.Of(job, folder), sandbox.PlaceOf(folder), default);

        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("sh", ["-c", "group() { exec \"$@\"; }; . ./enter.sh"]) { WorkingDirectory = folder.Root, RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal((0, "/\nhello\nprocesses\nprotected\n"), (process.ExitCode, output));
    }
}
