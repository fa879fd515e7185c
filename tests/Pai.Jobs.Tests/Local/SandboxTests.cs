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
                JobCommand.Shell(
                    "cat /ml/input/data/corpus/a.txt;"
                    + $" for f in {machine}/link/in/a.txt {machine}/real/in/a.txt; do (echo changed >$f) 2>/dev/null || echo; done;"
                    + $" echo free >{machine}/real/b.txt"),
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
            JobCommand.Shell(
                $"[ -d {inside} ] && echo there; (echo x >{inside}/{name}) 2>/dev/null || echo protected; echo fine >/dev/null"),
            inputs: [LocalHarness.Input("devices", "/dev")]));

        Assert.Equal(["there", "protected"], log);
        Assert.False(File.Exists($"{mount}/{name}"));
    }

    [NamespaceFact]
    public async Task A_namespace_has_its_own_tmp_and_processes_and_the_machine_s_folders()
    {
        await using var local = new LocalHarness(LocalIsolation.Namespace);
        var log = await local.OutputOfAsync(LocalHarness.Job(
            "ls /tmp; echo x >/tmp/x; ls -d /usr /etc/passwd;"
            + " readlink /proc/self/exe >/dev/null && ls /proc | grep -c '^[0-9]' | awk '{ print ($1 < 10 ? \"few\" : \"many\") }'"));

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
        string[] names =
        [
            "config", "file", "folder", "code", "child", "phase", "limit", "grace", "start", "status", "PS1", "OLDPWD_", "_x",
            "pai_config", "pai_code", "GZIP", "TAR_OPTIONS",
        ];
        var variables = names.ToDictionary(n => n, n => $"{n} 'value'");
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
        var log = await local.OutputOfAsync(LocalHarness.Job(
            "echo \"$PAI_HPS|${PAI_USER_ARGS-unset}|${PAI_WORKING_DIR-unset}\"; cat /ml/input/config/hyperparameters.json; pwd"));

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
            JobCommand.Shell("cat \"$PAI_INPUT_WORDS\"; ls \"$(dirname \"$PAI_INPUT_WORDS\")\""),
            inputs: [LocalHarness.Input("words", file)])));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Outputs_are_folders_of_this_machine_from_the_submission_on(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var submitted = await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("echo 1 >/ml/output/plain/f; echo 2 >/ml/output/cloud/f"),
            outputs: [LocalHarness.Output("plain"), LocalHarness.Output("cloud")],
            outputPath: OssUri.Parse("oss://bucket/out/")));
        var ended = await local.WaitAsync(submitted.Id);

        Assert.All(submitted.Outputs!.Values, o => Assert.EndsWith("/", Assert.IsType<LocalPath>(o).FullPath, StringComparison.Ordinal));
        Assert.Equal(submitted.Outputs, ended.Outputs);
        Assert.Equal(["1\n", "2\n"], ((string[])["plain", "cloud"]).Select(n => File.ReadAllText(ended.Outputs![n].FilePath + "f")));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task An_output_path_gets_a_folder_for_the_run_and_the_channel(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("echo x >/ml/output/out/f"),
            outputs: [LocalHarness.Output("out")], outputPath: LocalPath.Parse(local.In("results"))));

        await local.AssertSucceededAsync(state);
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

    [NamespaceFact]
    public async Task A_namespace_without_processes_of_its_own_works_too()
    {
        // As in a container that hides parts of /proc. Put together by hand: this machine may let us mount it.
        using var temp = new TempFolder();
        var data = temp.Write("data/a.txt", "hello\n");
        string[] command =
        [
            "sh", "-c",
            $"pwd; cat /ml/in/a.txt; [ -d /proc/{Environment.ProcessId} ] && echo processes;"
            + " (echo x >/ml/in/a.txt) 2>/dev/null || echo protected",
        ];

        Assert.Equal(
            (0, "/\nhello\nprocesses\nprotected\n"),
            await EnterAsync(
                new NamespaceSandbox(ownProcesses: false), temp.In("box"), command,
                [new(Path.GetDirectoryName(data)!, "/ml/in", ReadOnly: true)]));
    }

    /// <summary>Runs a command in a sandbox as a supervisor does.</summary>
    private static async Task<(int Code, string Output)> EnterAsync(
        Sandbox sandbox, string root, IReadOnlyList<string> command, IReadOnlyList<SandboxMount> mounts,
        IReadOnlyDictionary<string, string>? environment = null)
    {
        var folder = new NodeFolder(root);
        Directory.CreateDirectory(root);
        sandbox.Prepare(
            folder, new(root, root),
            new() { Name = "box", Command = command, Mounts = mounts, Environment = environment ?? new Dictionary<string, string>() });
        var start = new System.Diagnostics.ProcessStartInfo("sh", ["-c", "group() { exec \"$@\"; }; . ./enter.sh"])
        {
            WorkingDirectory = root,
            RedirectStandardOutput = true,
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    [NamespaceFact]
    public async Task A_mount_can_be_anywhere_and_nothing_of_the_machine_is_missing_beside_it()
    {
        using var temp = new TempFolder();
        temp.Write("data/a.txt", "a\n");
        var file = temp.Write("file.txt", "file\n");
        // A folder of the machine with all kinds of things in it, which the mounts are to be beside and in place of.
        var machine = Directory.CreateDirectory("/var/tmp/pai-jobs-mounts-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            Directory.CreateDirectory($"{machine}/folder/deep");
            File.WriteAllText($"{machine}/folder/deep/kept.txt", "kept\n");
            File.WriteAllText($"{machine}/kept.txt", "kept too\n");
            Directory.CreateSymbolicLink($"{machine}/link", "folder/deep");
            File.CreateSymbolicLink($"{machine}/broken", "nowhere");
            LocalHarness.MakePipe($"{machine}/pipe");
            SandboxMount At(string target, bool isFile = false) =>
                new(isFile ? file : temp.In("data"), target, ReadOnly: true) { IsFile = isFile };
            string[] targets =
            [
                "/mnt/data/x", "/opt/models/", "/usr/lib/pai jobs/deep", "/not-on-this-machine/x", "/tmp/x",
                $"{machine}/new", $"{machine}/folder/new",
                $"{machine}/link/through", "/bin",
            ];
            var names = Directory.EnumerateFileSystemEntries("/usr/lib")
                .Select(p => Path.GetFileName(p)!)
                .Append("pai jobs")
                .Order(StringComparer.Ordinal);
            string[] command =
            [
                "/usr/bin/sh", "-c", """
                    m=$1; shift
                    PATH=/usr/bin
                    for t; do cat "$t/a.txt" || echo "missing $t"; done
                    cat "$m/file.txt" "$m/folder/deep/file.txt"
                    cat "$m/folder/deep/kept.txt" "$m/link/kept.txt" "$m/kept.txt"
                    readlink "$m/link" "$m/broken"
                    [ -p "$m/pipe" ] && echo pipe
                    (echo x >"$m/new/a.txt") 2>/dev/null || echo protected
                    echo written >"$m/kept.txt"
                    LC_ALL=C ls -A /usr/lib
                    """, "sh", machine, .. targets,
            ];
            var (code, output) = await EnterAsync(
                Sandbox.Of(LocalIsolation.Namespace),
                temp.In("box"),
                command,
                [.. targets.Select(t => At(t)), At($"{machine}/file.txt", isFile: true), At($"{machine}/link/file.txt", isFile: true)]);

            Assert.Equal(0, code);
            string[] expected =
            [
                .. targets.Select(_ => "a"), "file", "file", "kept", "kept", "kept too", "folder/deep", "nowhere", "pipe", "protected",
                .. names,
            ];
            Assert.Equal(expected, output.TrimEnd('\n').Split('\n'));
            // The job wrote through to the machine where it may, and no mount point was made there.
            Assert.Equal("written\n", await File.ReadAllTextAsync($"{machine}/kept.txt"));
            Assert.Equal(
                ["broken", "folder", "kept.txt", "link", "pipe"],
                Directory.EnumerateFileSystemEntries(machine).Select(Path.GetFileName).Order(StringComparer.Ordinal));
            Assert.Equal(["deep"], Directory.EnumerateFileSystemEntries($"{machine}/folder").Select(Path.GetFileName));
        }
        finally
        {
            RunDeletion.Delete(machine);
        }
    }

    [NamespaceFact]
    public async Task A_mount_can_be_in_a_protected_folder_and_below_another_mount()
    {
        using var temp = new TempFolder();
        temp.Write("outer/o.txt", "outer\n");
        temp.Write("inner/i.txt", "inner\n");
        var machine = Directory.CreateDirectory("/var/tmp/pai-jobs-nested-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            await File.WriteAllTextAsync($"{machine}/in.txt", "original");
            var (_, output) = await EnterAsync(
                Sandbox.Of(LocalIsolation.Namespace),
                temp.In("box"),
                [
                    "sh", "-c",
                    $"cat /mnt/a/o.txt /mnt/a/b/c/i.txt {machine}/new/i.txt; (echo x >{machine}/in.txt) 2>/dev/null || echo protected;"
                    + " (echo x >/in/in.txt) 2>/dev/null || echo protected",
                ],
                [
                    new(temp.In("inner"), "/mnt/a/b/c", ReadOnly: false), new(temp.In("outer"), "/mnt/a", ReadOnly: false),
                    new(machine, "/in", ReadOnly: true), new(temp.In("inner"), $"{machine}/new", ReadOnly: false),
                ]);

            Assert.Equal("outer\ninner\ninner\nprotected\nprotected\n", output);
            Assert.Equal("original", await File.ReadAllTextAsync($"{machine}/in.txt"));
        }
        finally
        {
            RunDeletion.Delete(machine);
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_sandbox_runs_any_command_with_its_arguments_and_variables_as_they_are(LocalIsolation isolation)
    {
        using var temp = new TempFolder();
        var variables = new Dictionary<string, string> { ["PLAIN"] = "x", ["HOSTILE"] = "it's \"$HOME\" `id`\nnext", ["EMPTY"] = "" };

        Assert.Equal(
            (3, "it's;$(x)\nx|it's \"$HOME\" `id`\nnext||\n"),
            await EnterAsync(
                Sandbox.Of(isolation),
                temp.In("a box"),
                ["sh", "-c", "printf '%s\\n' \"$1\" \"$PLAIN|$HOSTILE|${EMPTY-unset}|\"; exit 3", "sh", "it's;$(x)"],
                [],
                variables));
    }
}
