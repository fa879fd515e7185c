using System.Globalization;
using System.Text.Json;

namespace Pai.Jobs.Tests;

/// <summary>Jobs on several nodes.</summary>
public class NodesTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    private static RunFolder FolderOf(LocalHarness local, string id) => new(Path.Combine(local.Backend.RunsDirectory, id));

    /// <summary>What a node wrote, without the launch script's line.</summary>
    private static async Task<string[]> LogAsync(LocalHarness local, string id, int node) =>
        (await File.ReadAllLinesAsync(FolderOf(local, id).Node(node).StdoutLog))[..^1];

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task Every_node_has_its_rank_its_code_and_its_log_and_shares_inputs_and_outputs(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        local.Write("src/data", "original\n");
        local.Write("data/a.txt", "input\n");
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell(
                "echo \"$RANK/$WORLD_SIZE $MASTER_ADDR $MASTER_PORT $PAI_TRAINING_JOB_ID\";"
                + " cat data \"$PAI_INPUT_CORPUS/a.txt\" /ml/input/data/corpus/a.txt; echo $RANK >data;"
                + " cat \"$PAI_CONFIG_DIR/hyperparameters.json\" >/dev/null && echo config;"
                + " echo $RANK >/ml/output/out/$RANK; echo $RANK >/ml/output/own/$RANK"),
            local.In("src"),
            [LocalHarness.Input("corpus", local.In("data"))],
            [LocalHarness.Output("out"), LocalHarness.Output("own", local.In("own"))],
            instanceCount: 3));

        Assert.Equal((JobStatus.Succeeded, 0), (state.Status, state.ExitCode));
        var ports = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            var log = await LogAsync(local, state.Id, i);
            var first = log[0].Split(' ');
            Assert.Equal(($"{i}/3", "127.0.0.1", state.Id), (first[0], first[1], first[3]));
            ports.Add(first[2]);
            Assert.Equal(["original", "input", "input", "config"], log[1..]);
            Assert.Equal($"{i}\n", await File.ReadAllTextAsync(Path.Combine(FolderOf(local, state.Id).Node(i).Ml, "usercode/data")));
        }

        Assert.True(int.Parse(Assert.Single(ports), CultureInfo.InvariantCulture) > 1023);
        foreach (var output in (string[])["out", "own"])
            Assert.Equal(["0", "1", "2"], Directory.EnumerateFiles(state.Outputs![output].FilePath!).Select(Path.GetFileName).Order());
        var record = RunRecord.TryRead(FolderOf(local, state.Id))!;
        Assert.Equal(["worker-0", "worker-1", "worker-2"], record.Nodes);
        Assert.Equal(["worker-0", "worker-1", "worker-2"], FolderOf(local, state.Id).Nodes(record.Nodes).Select(n => n.Name));
        if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.SupervisorsOf(state.Id));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_first_that_fails_ends_the_others_and_names_the_reason(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var gate = local.Gate();
        local.AddPipes("ready0", "ready1", "ready2");
        // The others wait for ever, and tidy up when they are told to stop. The one fails when all of them wait.
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell(
                "echo running; if [ $RANK = 1 ]; then read -r word </ml/output/gate/go; exit 7; fi; "
                + "trap 'echo tidied; exit 9' TERM; echo >/ml/output/gate/ready$RANK; while :; do sleep 0.05; done"),
            outputs: [gate],
            instanceCount: 3))).Id;
        await Task.WhenAll(local.ReadPipeAsync("ready0"), local.ReadPipeAsync("ready2"));
        await local.OpenGateAsync();

        var state = await local.WaitAsync(id);

        Assert.Equal((JobStatus.Failed, 7, "JobFailed"), (state.Status, state.ExitCode, state.ReasonCode));
        Assert.Contains("worker-1", state.ReasonMessage, StringComparison.Ordinal);
        Assert.Equal(["running", "tidied"], await LogAsync(local, id, 0));
        Assert.Equal(["running"], await LogAsync(local, id, 1));
        Assert.Equal(["running", "tidied"], await LogAsync(local, id, 2));
        if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.SupervisorsOf(id));
    }

    [Trait("Kind", "Exhaustive")]
    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task One_that_fails_at_once_leaves_none_running(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        for (var failing = 0; failing < 4; failing++)
        {
            var state = await local.RunAsync(LocalHarness.Job(
                JobCommand.Shell($"[ $RANK != {failing} ] || exit 5; exec sleep 1000"), instanceCount: 4));

            Assert.Equal((JobStatus.Failed, 5), (state.Status, state.ExitCode));
            Assert.Contains($"worker-{failing}", state.ReasonMessage, StringComparison.Ordinal);
            if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.SupervisorsOf(state.Id));
        }
    }

    // Every node that ends sends the supervisor a signal. One signal may come while the supervisor reads because of the one before.
    [Theory]
    [InlineData(0, "failed= code=0")]
    [InlineData(7, "failed=5 code=7")]
    public async Task Signals_of_nodes_that_end_together_do_not_garble_what_is_read(int codeOfFive, string expected)
    {
        var supervisor = EmbeddedScript.Read("supervise.sh");
        var start = supervisor.IndexOf("first_failure() {", StringComparison.Ordinal);
        var reading = supervisor[start..supervisor.IndexOf("stop_all() {", StringComparison.Ordinal)];
        await using var local = new LocalHarness(LocalIsolation.Process);
        // The same functions as the supervisor's, and forty nodes that do nothing but end.
        var lines = await local.OutputOfAsync(LocalHarness.Job(JobCommand.Shell($$"""
            dir=$(mktemp -d) && cd "$dir" || exit 1
            pai_failed= pai_code=0 nodes=
            {{reading}}
            stop_all() { :; }
            trap read_ends USR1
            : >ends
            node() { code=0; [ $1 != 5 ] || code={{codeOfFive}}; echo "$1 $code" >>ends; kill -USR1 $$; }
            i=0
            while [ $i -lt 40 ]; do node $i & nodes="$nodes $!"; i=$((i + 1)); done
            for node in $nodes; do while wait $node; kill -0 $node 2>/dev/null; do :; done; done
            trap '' USR1
            read_ends
            echo "failed=$pai_failed code=$pai_code"
            rm -r "$dir"
            """)));
        Assert.Equal([expected], lines);
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_set_up_that_fails_on_one_node_is_told_with_its_phase(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        // A python that fails on the second node alone; it stands where the launch script looks first.
        var bin = Directory.CreateDirectory("/var/tmp/pai-jobs-bin-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            File.WriteAllText($"{bin}/python", "#!/bin/sh\n[ \"$RANK\" != 1 ] || exit 1\n");
            File.SetUnixFileMode($"{bin}/python", UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var state = await local.RunAsync(LocalHarness.Job(
                JobCommand.Shell("exec sleep 1000"),
                requirements: ["x"],
                environment: new Dictionary<string, string> { ["PATH"] = bin + ":" + Environment.GetEnvironmentVariable("PATH") },
                instanceCount: 2));

            Assert.Equal((JobStatus.Failed, "RequirementsFailed"), (state.Status, state.ReasonCode));
            Assert.Contains("worker-1", state.ReasonMessage, StringComparison.Ordinal);
        }
        finally
        {
            RunDeletion.Delete(bin);
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_stop_reaches_all(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation, o => o.GracePeriod = TimeSpan.FromSeconds(2));
        var gate = local.Gate();
        local.AddPipes("ready0", "ready1", "ready2");
        // One tidies up, one has to be killed.
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell(
                "if [ $RANK = 0 ]; then trap 'echo tidied; exit 0' TERM; else trap '' TERM; fi;"
                + " echo >/ml/output/gate/ready$RANK; while :; do sleep 0.05; done"),
            outputs: [gate],
            instanceCount: 2))).Id;
        await Task.WhenAll(local.ReadPipeAsync("ready0"), local.ReadPipeAsync("ready1"));

        await local.Backend.StopAsync(id, local.Timeout);

        var state = await local.WaitAsync(id);
        Assert.Equal((JobStatus.Stopped, "JobStoppedByUser"), (state.Status, state.ReasonCode));
        Assert.Equal(["tidied"], await LogAsync(local, id, 0));
        if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.SupervisorsOf(id));
    }

    [Theory]
    [Trait("Kind", "Exhaustive")]
    [MemberData(nameof(Isolations))]
    public async Task A_stop_at_any_moment_of_the_start_stops_all(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation, o => o.GracePeriod = TimeSpan.FromHours(1));
        for (var i = 0; i < 12; i++)
        {
            var id = (await local.SubmitAsync(LocalHarness.Job(JobCommand.Shell("exec sleep 1000"), instanceCount: 3))).Id;
            for (var spin = 0; spin < i * i; spin++) await local.GetAsync(id);
            await local.Backend.StopAsync(id, local.Timeout);

            var state = await local.WaitAsync(id);
            Assert.Equal((JobStatus.Stopped, "JobStoppedByUser"), (state.Status, state.ReasonCode));
            if (OperatingSystem.IsLinux()) Assert.Empty(LocalHarness.SupervisorsOf(id));
        }
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task The_time_limit_is_that_of_all(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("exec sleep 1000"), instanceCount: 2, maxRunTime: TimeSpan.FromMilliseconds(300)));

        Assert.Equal((JobStatus.Stopped, "MaxRunTimeExceeded"), (state.Status, state.ReasonCode));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_lost_supervisor_leaves_nothing_that_a_stop_does_not_end(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var gate = local.Gate();
        local.AddPipes("ready0", "ready1");
        var id = (await local.SubmitAsync(LocalHarness.Job(
            JobCommand.Shell("exec 9>/ml/output/gate/go; echo >/ml/output/gate/ready$RANK; while :; do sleep 1; done"),
            outputs: [gate], instanceCount: 2))).Id;
        using var pipe = new StreamReader(local.In("gate/go"));
        await Task.WhenAll(local.ReadPipeAsync("ready0"), local.ReadPipeAsync("ready1"));
        var supervisor = ProcessIdentity.Parse(await File.ReadAllTextAsync(FolderOf(local, id).SupervisorFile))!;
        using (var process = System.Diagnostics.Process.GetProcessById(supervisor.Id)) process.Kill();

        Assert.Equal("SupervisorLost", (await local.WaitAsync(id)).ReasonCode);
        await local.Backend.StopAsync(id, local.Timeout);

        Assert.Equal("", await pipe.ReadToEndAsync(local.Timeout));
    }

    [Fact]
    public async Task Every_node_of_a_TFJob_has_the_cluster_and_its_role_in_it()
    {
        await using var local = new LocalHarness();
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("echo \"$TF_CONFIG\"; echo ${RANK-unset}"), instanceCount: 3, jobType: JobType.TFJob));

        var clusters = new HashSet<string>();
        string[] tasks = ["""{"type":"chief","index":0}""", """{"type":"worker","index":0}""", """{"type":"worker","index":1}"""];
        for (var i = 0; i < 3; i++)
        {
            var log = await LogAsync(local, state.Id, i);
            using var config = JsonDocument.Parse(log[0]);
            Assert.Equal(
                ("cloud", tasks[i], "unset"),
                (config.RootElement.GetProperty("environment").GetString(), config.RootElement.GetProperty("task").GetRawText(), log[1]));
            clusters.Add(config.RootElement.GetProperty("cluster").GetRawText());
        }

        using var cluster = JsonDocument.Parse(Assert.Single(clusters));
        var chief = Assert.Single(cluster.RootElement.GetProperty("chief").EnumerateArray()).GetString()!;
        var workers = cluster.RootElement.GetProperty("worker").EnumerateArray().Select(w => w.GetString()!).ToList();
        Assert.Equal(2, workers.Count);
        Assert.Equal(3, workers.Append(chief).Distinct().Count(a => a.StartsWith("127.0.0.1:", StringComparison.Ordinal)));
        Assert.Equal(["chief-0", "worker-0", "worker-1"], RunRecord.TryRead(FolderOf(local, state.Id))!.Nodes);
    }

    [Fact]
    public async Task A_node_alone_has_no_cluster()
    {
        await using var local = new LocalHarness();

        Assert.Equal(
            ["unset"],
            await local.OutputOfAsync(LocalHarness.Job(JobCommand.Shell("echo ${TF_CONFIG-unset}"), jobType: JobType.TFJob)));
    }
}
