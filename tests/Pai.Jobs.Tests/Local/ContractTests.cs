namespace Pai.Jobs.Tests;

/// <summary>What a job finds, checked by jobs that look.</summary>
public class ContractTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Every_variable_of_the_contract_is_there_and_nothing_of_this_machine(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var source = Path.GetDirectoryName(local.Write("src/main.sh", "env"))!;
        var data = Path.GetDirectoryName(local.Write("data/part-1", "x"))!;
        var job = LocalHarness.Job(
            JobCommand.Shell("env -0 | tr '\\n\\0' '|\\n' | sort"),
            source,
            [LocalHarness.Input("corpus-en", data), LocalHarness.Input("extra", null)],
            [LocalHarness.Output("tokens")],
            [new("batch.size", "32"), new("title", "it's \"two\nlines\"")],
            new Dictionary<string, string> { ["MODE"] = "fast $HOME" });
        var state = await local.RunAsync(job);
        var variables = (await local.LogAsync(state.Id)).Select(l => l.Split('=', 2)).ToDictionary(l => l[0], l => l[1]);
        var ml = isolation == LocalIsolation.Namespace ? "/ml" : Path.Combine(local.Backend.RunsDirectory, state.Id, "ml");

        await local.AssertSucceededAsync(state);
        Assert.Equal(state.Id, variables["PAI_TRAINING_JOB_ID"]);
        Assert.Equal($"{ml}/input/config/", variables["PAI_CONFIG_DIR"]);
        Assert.Equal($"{ml}/usercode/", variables["PAI_WORKING_DIR"]);
        Assert.Equal("""{"batch.size":"32","title":"it's \"two\nlines\""}""", variables["PAI_HPS"]);
        Assert.Equal("32", variables["PAI_HPS_BATCH_SIZE"]);
        Assert.Equal("it's \"two|lines\"", variables["PAI_HPS_TITLE"]);
        Assert.Equal("""--batch.size 32 --title 'it'\''s "two|lines"'""", variables["PAI_USER_ARGS"]);
        Assert.Equal($"{ml}/input/data/corpus-en/", variables["PAI_INPUT_CORPUS_EN"]);
        Assert.Equal($"{ml}/output/tokens/", variables["PAI_OUTPUT_TOKENS"]);
        Assert.Equal("local", variables["REGION_ID"]);
        Assert.Equal(
            ("1", "0", "localhost", "23456"),
            (variables["WORLD_SIZE"], variables["RANK"], variables["MASTER_ADDR"], variables["MASTER_PORT"]));
        Assert.Equal("fast $HOME", variables["MODE"]);
        Assert.Equal("1", variables["PYTHONUNBUFFERED"]);
        Assert.DoesNotContain("PAI_INPUT_EXTRA", variables.Keys);
        Assert.DoesNotContain("DOTNET_CLI_TELEMETRY_OPTOUT", variables.Keys);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Code_inputs_outputs_and_parameters_are_at_the_paths_of_the_contract(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        local.Write("src/lib/util.sh", "echo from lib");
        var source = Path.GetDirectoryName(local.Write("src/main.sh", """
            pwd
            sh lib/util.sh
            cat /ml/input/data/corpus/a.txt "$PAI_INPUT_ONE"
            cat /ml/input/config/hyperparameters.json
            echo result > /ml/output/tokens/result.txt
            [ -d /ml/input/data/extra ] && echo extra is there
            """))!;
        local.Write("data/a.txt", "corpus a\n");
        var one = local.Write("single/one.txt", "just one\n");
        local.Write("single/sibling.txt", "");
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell(
                isolation == LocalIsolation.Namespace
                    ? "sh main.sh"
                    : "sed \"s#/ml/#${PAI_CONFIG_DIR%input/config/}#\" main.sh > m2.sh && sh m2.sh"),
            source,
            [LocalHarness.Input("corpus", local.In("data")), LocalHarness.Input("one", one), LocalHarness.Input("extra", null)],
            [LocalHarness.Output("tokens")],
            [new("n", "1")]));

        Assert.Empty(await local.LogAsync(state.Id, LogStream.StandardError));
        Assert.Equal((JobStatus.Succeeded, 0), (state.Status, state.ExitCode));
        var log = await local.LogAsync(state.Id);
        Assert.EndsWith("/ml/usercode", log[0], StringComparison.Ordinal);
        Assert.Equal((string[])["from lib", "corpus a", "just one", "{", "  \"n\": \"1\"", "}", "extra is there"], log[1..]);
        var output = Assert.IsType<LocalPath>(state.Outputs!["tokens"]);
        Assert.Equal("result\n", File.ReadAllText(output.FilePath + "result.txt"));
        Assert.Equal(Path.Combine(local.Backend.RunsDirectory, state.Id, "ml/output/tokens/"), output.ToString());
    }

    [NamespaceFact]
    public async Task Source_and_inputs_cannot_be_modified_in_a_namespace()
    {
        await using var local = new LocalHarness(LocalIsolation.Namespace);
        var source = Path.GetDirectoryName(local.Write("src/main.sh", "original"))!;
        local.Write("data/a.txt", "original");
        var log = await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Shell("""
                (echo changed > /ml/input/data/corpus/a.txt) 2>/dev/null || echo input protected
                (echo changed > /ml/input/config/hyperparameters.json) 2>/dev/null || echo config protected
                echo changed > main.sh && echo own copy changed
                ls /tmp
                """),
            source,
            [LocalHarness.Input("corpus", local.In("data"))]));

        Assert.Equal(["input protected", "config protected", "own copy changed"], log);
        Assert.Equal("original", File.ReadAllText(local.In("src/main.sh")));
        Assert.Equal("original", File.ReadAllText(local.In("data/a.txt")));
    }

    [NamespaceFact]
    public async Task Source_and_inputs_are_protected_at_their_own_places_too()
    {
        // Outside /tmp, where the sandbox has a folder of its own.
        var home = Directory.CreateDirectory(Path.Combine("/var/tmp", "pai-jobs own place " + Guid.NewGuid().ToString("N")));
        try
        {
            await using var local = new LocalHarness(LocalIsolation.Namespace);
            var data = home.CreateSubdirectory("data").FullName;
            var source = home.CreateSubdirectory("src").FullName;
            File.WriteAllText(Path.Combine(data, "a.txt"), "original");
            File.WriteAllText(Path.Combine(source, "main.sh"), "original");
            var log = await local.OutputOfAsync(LocalHarness.Job(
                JobCommand.Shell(
                    $"for f in '{data}/a.txt' '{source}/main.sh' '{home.FullName}/other';"
                    + " do (echo changed > \"$f\") 2>/dev/null && echo written || echo protected; done"),
                source,
                [LocalHarness.Input("corpus", data)]));

            Assert.Equal(["protected", "protected", "written"], log);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task An_input_that_may_be_written_can_be(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        local.Write("data/a.txt", "original");
        await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Shell("echo changed > /ml/input/data/corpus/a.txt"),
            inputs: [LocalHarness.Input("corpus", local.In("data"), MountAccess.ReadWrite)]));

        Assert.Equal("changed\n", File.ReadAllText(local.In("data/a.txt")));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task An_output_with_a_place_of_its_own_is_written_there(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var place = local.In("results with space/deep");
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("echo x > /ml/output/out/f"), outputs: [LocalHarness.Output("out", place)]));

        await local.AssertSucceededAsync(state);
        Assert.Equal("x\n", File.ReadAllText(Path.Combine(place, "f")));
        Assert.Equal(place + "/", state.Outputs!["out"].FilePath);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task An_argument_list_is_run_as_it_is(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        string[] hostile = ["a b", "it's", "$(id)", "`id`", "*", "", "two\nlines", "\\", "\"", "; exit 3", "–ü–é"];
        var log = await local.OutputOfAsync(LocalHarness.Job(JobCommand.Exec(["printf", "[%s]\\n", .. hostile])));

        Assert.Equal(string.Join('\n', hostile.Select(h => $"[{h}]")), string.Join('\n', log));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Hostile_parameters_are_never_interpreted_by_a_shell(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        string[] hostile =
        [
            "'; touch /ml/output/out/pwned; '", "$(touch /ml/output/out/pwned)", "`id`",
            "a\nb", "$HOME", "\\", "' \" ' \"", "-n", "*", "日本語 ✓",
        ];
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell(
                "i=0; while [ $i -lt 10 ];"
                + " do eval \"printf '%s\\\\0' \\\"\\$PAI_HPS_P$i\\\"\" >> /ml/output/out/values; i=$((i+1)); done"),
            outputs: [LocalHarness.Output("out")],
            parameters: [.. hostile.Select((h, i) => new ParameterValue($"p{i}", h))]));

        await local.AssertSucceededAsync(state);
        var folder = state.Outputs!["out"].FilePath!;
        Assert.Equal(hostile, File.ReadAllText(folder + "values").TrimEnd('\0').Split('\0'));
        Assert.Equal(["values"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_value_too_large_for_an_environment_is_in_the_file_alone(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("wc -c < /ml/input/config/hyperparameters.json; echo \"${PAI_HPS_BIG-absent}\""),
            parameters: [new("big", new string('x', 1 << 20))]));

        var log = await local.LogAsync(state.Id);
        Assert.True(int.Parse(log[0], System.Globalization.CultureInfo.InvariantCulture) > 1 << 20);
        Assert.Equal("absent", log[1]);
        var events = new List<string>();
        await foreach (var happened in local.Backend.ReadEventsAsync(state.Id, default)) events.Add(happened.Message);
        Assert.Contains(events, e => e.Contains("PAI_HPS_BIG", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Folders_with_spaces_quotes_and_other_scripts_work(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var source = Path.GetDirectoryName(local.Write("src 'q\" 日本/run me.sh", "cat \"$PAI_INPUT_DATA\"'my file #1.txt'"))!;
        local.Write("in $x `y`/my file #1.txt", "read");
        var log = await local.OutputOfAsync(LocalHarness.Job(
            JobCommand.Exec("sh", "run me.sh"), source, [LocalHarness.Input("data", local.In("in $x `y`"))]));

        Assert.Equal(["read"], log);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Python_is_python3_where_only_that_exists(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var bin = Directory.CreateDirectory(Path.Combine("/var/tmp", "pai-jobs-bin-" + Guid.NewGuid().ToString("N")));
        try
        {
            // A path on which there is python3 and no python.
            foreach (var tool in (string[])["sh", "cat", "mkdir", "ln", "tar", "gzip", "sha256sum", "env"])
                File.CreateSymbolicLink(Path.Combine(bin.FullName, tool), Find(tool));
            File.WriteAllText(Path.Combine(bin.FullName, "python3"), "#!/bin/sh\necho python3 \"$@\"\n");
            File.SetUnixFileMode(
                Path.Combine(bin.FullName, "python3"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var log = await local.OutputOfAsync(LocalHarness.Job(
                JobCommand.Exec("python", "x"), environment: new Dictionary<string, string> { ["PATH"] = bin.FullName }));
            Assert.Equal(["python3 x"], log);
        }
        finally
        {
            bin.Delete(recursive: true);
        }
    }

    private static string Find(string tool) => new[] { "/usr/bin", "/bin" }.Select(f => Path.Combine(f, tool)).First(File.Exists);
}
