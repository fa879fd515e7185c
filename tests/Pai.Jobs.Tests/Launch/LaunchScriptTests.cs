namespace Pai.Jobs.Tests;

/// <summary>The launch script alone, in every shell that this machine has.</summary>
[Trait("Kind", "Exhaustive")]
public class LaunchScriptTests
{
    public static TheoryData<string> Shells => LaunchScript.Shells;

    private static JobSubmission Job(
        string command, JobType type = JobType.PyTorchJob, string? source = null,
        IReadOnlyDictionary<string, EnvironmentValue>? environment = null) => new()
        {
            RecordName = "Acme.Job",
            JobName = "job",
            JobType = type,
            Command = JobCommand.Shell(command),
            SourcePath = source,
            Environment = environment ?? new Dictionary<string, EnvironmentValue>(),
        };

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_id_and_the_region_are_the_platform_s_or_made_up(string shell)
    {
        using var script = new LaunchScript();
        await script.WriteConfigAsync(Job("echo \"$PAI_TRAINING_JOB_ID|$REGION_ID\""));
        async Task<string> With(params (string, string)[] variables) => (await script.RunAsync(shell, variables)).Lines[0];

        Assert.Equal(
            "dlc1|cn-hangzhou",
            await With(("DLC_JOB_ID", "dlc1"), ("HOSTNAME", "dlc2-master-0"), ("REGION", "cn-hangzhou"), ("REGION_ID", "other")));
        Assert.Equal("dlc2|cn-beijing", await With(("HOSTNAME", "dlc2-master-0"), ("REGION_ID", "cn-beijing")));
        Assert.Equal("dlc-with-dash|local", await With(("HOSTNAME", "dlc-with-dash-worker-12")));
        foreach (var host in (string[])["laptop", "a-1", "my-laptop", "x-worker-0x", "x-WORKER-0", "-", ""])
            Assert.Equal("|local", await With(("HOSTNAME", host)));
        Assert.DoesNotContain(
            "job_id", await File.ReadAllTextAsync(Path.Combine(script.Config, "job.json")), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(
            "jobId", await File.ReadAllTextAsync(Path.Combine(script.Config, "job.json")), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Distributed_variables_are_the_platform_s_and_made_up_for_jobs_that_use_them(string shell)
    {
        (string, string)[] platform = [("MASTER_ADDR", "dlc1-master-0"), ("MASTER_PORT", "1234"), ("RANK", "2"), ("WORLD_SIZE", "4")];
        foreach (var (type, alone) in ((JobType, string)[])[
            (JobType.PyTorchJob, "localhost 23456 0 1"), (JobType.OneFlowJob, "localhost 23456 0 1"),
            (JobType.XGBoostJob, "localhost 9999 0 1"), (JobType.TFJob, "- - - -")])
        {
            using var script = new LaunchScript();
            await script.WriteConfigAsync(Job("echo ${MASTER_ADDR--} ${MASTER_PORT--} ${RANK--} ${WORLD_SIZE--}", type));

            Assert.Equal((type, "dlc1-master-0 1234 2 4"), (type, (await script.RunAsync(shell, platform)).Lines[0]));
            Assert.Equal((type, alone), (type, (await script.RunAsync(shell)).Lines[0]));
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Names_that_shells_keep_for_themselves_reach_the_command(string shell)
    {
        using var script = new LaunchScript();
        string[] names =
        [
            "UID", "EUID", "PPID", "BASHOPTS", "SHELLOPTS", "BASH_VERSINFO", "GROUPS", "FUNCNAME", "DIRSTACK", "RANDOM", "SECONDS",
            "LINENO",
            "OPTIND", "OPTERR", "OPTARG", "IFS", "PS4", "CDPATH", "TMOUT", "POSIXLY_CORRECT", "HISTCMD", "SHLVL",
        ];
        await script.WriteConfigAsync(Job("") with
        {
            Command = JobCommand.Exec("env"),
            Environment = names.ToDictionary(n => n, n => EnvironmentValue.FromString($"it's {n}")),
        });

        var (code, lines, errors) = await script.RunAsync(shell);

        Assert.Equal((0, ""), (code, errors));
        foreach (var name in names) Assert.Contains($"{name}=it's {name}", lines);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_command_may_have_line_ends_of_Windows(string shell)
    {
        using var script = new LaunchScript();
        const string command = "echo one\r\nif true; then\r\n  echo two\r\nfi\r\n";
        foreach (var form in (JobCommand[])[
            JobCommand.Shell(command), JobCommand.Exec("sh", "-c", command), JobCommand.Exec("env", "A=1", "/bin/sh", "-ec", command)])
        {
            await script.WriteConfigAsync(Job("") with { Command = form });

            Assert.Equal(["one", "two"], (await script.RunAsync(shell)).Lines[..2]);
        }

        await script.WriteConfigAsync(Job("") with { Command = JobCommand.Exec("printf", "%s", "a\r\nb") });
        Assert.Equal("a\r", (await script.RunAsync(shell)).Lines[0]);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_user_s_variables_have_the_last_word(string shell)
    {
        using var script = new LaunchScript();
        await script.WriteConfigAsync(Job(
            "echo $REGION_ID $RANK \"$IFS\"",
            environment: new Dictionary<string, EnvironmentValue> { ["REGION_ID"] = "mine", ["RANK"] = "7", ["IFS"] = "-" }));

        Assert.StartsWith("mine 7", (await script.RunAsync(shell, ("RANK", "1"), ("REGION", "theirs"))).Lines[0], StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_last_line_tells_the_command_s_exit_code_which_is_the_script_s(string shell)
    {
        foreach (var signals in (LaunchSignals[])[LaunchSignals.Group, LaunchSignals.Process])
        {
            foreach (var (command, code) in ((string, int)[])[
                ("true", 0), ("exit 3", 3), ("no-such-program", 127),
                ("kill -TERM $$", 143), ("kill -KILL $$", 137), ("kill -USR1 $$", 138)])
            {
                using var script = new LaunchScript();
                await script.WriteConfigAsync(Job($"echo line; printf 'no end'; {command}"), signals);
                var (exit, lines, _) = await script.RunAsync(shell);

                Assert.Equal((signals, command, code), (signals, command, exit));
                Assert.Equal(["line", "no end" + LaunchScript.End("command", code)], lines);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_set_up_that_fails_has_its_last_line_too(string shell)
    {
        using var script = new LaunchScript();
        script.Write("src/main.sh", "x");
        await script.WriteConfigAsync(Job("echo ran", source: script.In("src")));
        var bytes = await File.ReadAllBytesAsync(script.Archive);
        bytes[bytes.Length / 2] ^= 0xFF;
        await File.WriteAllBytesAsync(script.Archive, bytes);
        var (code, lines, errors) = await script.RunAsync(shell);
        Assert.Equal((1, LaunchScript.End("code", 1)), (code, Assert.Single(lines)));
        Assert.Contains("SHA-256", errors, StringComparison.Ordinal);

        File.Delete(script.Archive);
        (_, lines, errors) = await script.RunAsync(shell);
        Assert.Equal(LaunchScript.End("code", 1), Assert.Single(lines));
        Assert.Contains(script.Archive, errors, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(script.Config, "folders"), "/dev/null/x\n");
        (_, lines, errors) = await script.RunAsync(shell);
        Assert.Equal(LaunchScript.End("start", 1), Assert.Single(lines));
        Assert.Contains("/dev/null/x", errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task The_same_code_in_another_compression_is_the_same_code(string shell)
    {
        using var script = new LaunchScript();
        script.Write("src/main.sh", "echo from the code");
        await script.WriteConfigAsync(Job("sh main.sh", source: script.In("src")));
        var gzipAgain = $"gzip -dc '{script.Archive}' | gzip -9n >'{script.Archive}.9' && mv '{script.Archive}.9' '{script.Archive}'";
        using (var repack = System.Diagnostics.Process.Start("sh", ["-c", gzipAgain]))
            await repack.WaitForExitAsync(script.Timeout);

        Assert.Equal(["from the code", LaunchScript.End("command", 0)], (await script.RunAsync(shell)).Lines);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_second_start_finds_the_code_as_the_first_did_and_follows_no_link(string shell)
    {
        using var script = new LaunchScript();
        script.Write(
            "src/main.sh", "ls -A; mkdir -p .hidden/deep 'a b'; touch .dot ..twodots 'a b/x'; ln -s \"$1\" link; ln -s nowhere broken");
        script.Write("src/data/x", "");
        var outside = script.Write("outside/kept.txt", "kept");
        await script.WriteConfigAsync(Job($"sh main.sh '{script.In("outside")}'", source: script.In("src")));
        string[] expected = ["data", "main.sh", LaunchScript.End("command", 0)];

        Assert.Equal(expected, (await script.RunAsync(shell)).Lines);
        Assert.True(File.Exists(script.In("ml/usercode/.hidden/../.dot")));
        Assert.Equal(expected, (await script.RunAsync(shell)).Lines);
        Directory.Delete(script.UserCode, recursive: true);
        Directory.CreateSymbolicLink(script.UserCode, script.In("outside"));
        Assert.Equal(expected, (await script.RunAsync(shell)).Lines);
        Assert.Equal(["kept.txt"], Directory.EnumerateFileSystemEntries(script.In("outside")).Select(Path.GetFileName));
        Assert.Equal("kept", await File.ReadAllTextAsync(outside));
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Nothing_is_written_beside_what_is_mounted_and_no_value_of_the_environment_is_printed(string shell)
    {
        using var script = new LaunchScript();
        script.Write("src/main.sh", "x");
        await script.WriteConfigAsync(Job("true", source: script.In("src")));
        string[] Listing() => [.. new DirectoryInfo(script.In("")).EnumerateFileSystemInfos("co*").OfType<DirectoryInfo>()
            .SelectMany(d => d.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(d))
            .Select(f => $"{f.FullName} {f.LastWriteTimeUtc:O}").Order()];
        var before = Listing();

        var (code, lines, errors) = await script.RunAsync(shell, ("SECRET", "hunter2"), ("PS4", "hunter2"));

        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(LaunchScript.End("command", 0), Assert.Single(lines));
        Assert.Equal(before, Listing());
        Assert.True(before.Length > 7);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task As_the_only_one_that_gets_signals_it_passes_them_on_to_all_of_the_command_and_waits(string shell)
    {
        // The child of the command tidies up, at its own pace: it waits for the test.
        using var script = new LaunchScript();
        LocalHarness.MakePipe(script.In("gate"));
        script.Write(
            "child.sh",
            $"trap 'echo child tidies; read -r word <\"{script.In("gate")}\"; echo child $word; exit 0' TERM;"
            + " echo child runs; while :; do sleep 0.05; done");
        await script.WriteConfigAsync(
            Job(
                "trap 'echo got USR1' USR1; trap 'echo command tidies' TERM;"
                + $" sh '{script.In("child.sh")}' & while ! wait $!; do :; done; echo command ends; exit 5"),
            LaunchSignals.Process);
        using var process = script.Start(shell);
        async Task<string?> Line() => await process.StandardOutput.ReadLineAsync(script.Timeout);
        Assert.Equal("child runs", await Line());

        LaunchScript.Signal(process, "TERM");
        Assert.Equal(["child tidies", "command tidies"], ((string?[])[await Line(), await Line()]).Order());
        // It waits on, though a signal has come.
        Assert.False(process.HasExited);
        await File.WriteAllTextAsync(script.In("gate"), "done\n", script.Timeout);

        Assert.Equal("child done", await Line());
        Assert.Equal("command ends", await Line());
        Assert.Equal(LaunchScript.End("command", 5), await Line());
        await process.WaitForExitAsync(script.Timeout);
        Assert.Equal(5, process.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task Every_signal_that_a_platform_sends_reaches_the_command(string shell)
    {
        foreach (var (signal, code) in ((string, int)[])[
            ("TERM", 143), ("HUP", 129), ("INT", 130), ("QUIT", 131), ("USR1", 138), ("USR2", 140)])
        {
            using var script = new LaunchScript();
            // Where env cannot give SIGINT and SIGQUIT back, nothing can.
            if (signal is "INT" or "QUIT" && !await CanResetAsync(shell)) continue;
            await script.WriteConfigAsync(Job("ulimit -c 0; echo runs; while :; do sleep 0.05; done"), LaunchSignals.Process);
            using var process = script.Start(shell);
            Assert.Equal("runs", await process.StandardOutput.ReadLineAsync(script.Timeout));

            LaunchScript.Signal(process, signal);

            Assert.Equal((signal, LaunchScript.End("command", code)), (signal, await process.StandardOutput.ReadLineAsync(script.Timeout)));
            await process.WaitForExitAsync(script.Timeout);
            Assert.Equal(code, process.ExitCode);
        }
    }

    /// <summary>Whether the <c>env</c> of a shell, which may be one of its own, can reset signals.</summary>
    private static async Task<bool> CanResetAsync(string shell)
    {
        string[] line =
            [.. shell == "busybox" ? ["busybox", "sh"] : (string[])[shell], "-c", "env --default-signal=INT,QUIT true 2>/dev/null"];
        using var process = System.Diagnostics.Process.Start(line[0], line[1..]);
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task A_stop_during_the_set_up_ends_it_at_once_and_the_command_never_runs(string shell)
    {
        using var script = new LaunchScript();
        // A python whose pip takes forever.
        var python = script.Write("bin/python", "#!/bin/sh\ncase $* in *install*) echo installing; exec sleep 1000 ;; esac\n");
        File.SetUnixFileMode(python, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        script.Write("src/requirements.txt", "x\n");
        await script.WriteConfigAsync(Job("echo ran", source: script.In("src")), LaunchSignals.Process);
        using var process = script.Start(shell, ("PATH", script.In("bin") + ":" + Environment.GetEnvironmentVariable("PATH")));
        Assert.Equal("installing", await process.StandardOutput.ReadLineAsync(script.Timeout));

        LaunchScript.Signal(process, "USR1");
        Assert.False(process.HasExited);
        LaunchScript.Signal(process, "TERM");

        Assert.Equal(LaunchScript.End("requirements", 143) + "\n", await process.StandardOutput.ReadToEndAsync(script.Timeout));
        await process.WaitForExitAsync(script.Timeout);
        Assert.Equal(143, process.ExitCode);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public async Task In_a_group_that_gets_the_signals_it_survives_them_and_tells_how_the_command_ended(string shell)
    {
        using var script = new LaunchScript();
        await script.WriteConfigAsync(Job("trap 'echo tidied; exit 4' TERM; echo runs; while :; do sleep 0.05; done"));
        using var process = script.Start(shell);
        Assert.Equal("runs", await process.StandardOutput.ReadLineAsync(script.Timeout));

        // To the script, and to its command, as one signal to their group does.
        LaunchScript.Signal(process, "TERM");
        foreach (var child in (await File.ReadAllTextAsync($"/proc/{process.Id}/task/{process.Id}/children"))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            using var command = System.Diagnostics.Process.GetProcessById(
                int.Parse(child, System.Globalization.CultureInfo.InvariantCulture));
            LaunchScript.Signal(command, "TERM");
        }

        Assert.Equal("tidied\n" + LaunchScript.End("command", 4) + "\n", await process.StandardOutput.ReadToEndAsync(script.Timeout));
    }
}
