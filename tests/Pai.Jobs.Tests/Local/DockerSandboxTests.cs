using System.Diagnostics;

namespace Pai.Jobs.Tests;

/// <summary>The command line for Docker, taken down by a stand-in; and one job in a real container, where an engine answers.</summary>
public class DockerSandboxTests
{
    private const string Image = "registry.example/team/image:1.0";

    /// <summary>Prepares a sandbox, and starts what its supervisor would, with a <c>docker</c> that writes down what it is given.</summary>
    private static async Task<(string[] Arguments, int Code)> RunAsync(TempFolder temp, NodeFolder folder, SandboxSpec spec)
    {
        Sandbox.Of(LocalIsolation.Docker).Prepare(folder, new(folder.Root, folder.Root), spec);
        var docker = temp.Write("bin/docker", $"#!/bin/sh\nprintf '%s\\n' \"$@\" >'{temp.In("arguments")}'\nexit 7\n");
        File.SetUnixFileMode(docker, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("sh", ["-c", "group() { exec \"$@\"; }; . ./enter.sh"]) { WorkingDirectory = folder.Root };
        start.Environment["PATH"] = temp.In("bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        return (await File.ReadAllLinesAsync(temp.In("arguments")), process.ExitCode);
    }

    private static string Mount(string source, string target, bool readOnly = false) =>
        $"type=bind,source={source},target={target}{(readOnly ? ",readonly" : "")}";

    [Fact]
    public async Task The_container_has_the_paths_of_the_contract_and_runs_the_launch_script_in_the_image()
    {
        using var temp = new TempFolder();
        temp.Write("data/a.txt", "");
        var file = temp.Write("it's a \"file\"/$(x).txt", "");
        var job = LocalHarness.Job(
            JobCommand.Shell("true"),
            image: Image,
            inputs:
            [
                LocalHarness.Input("corpus", temp.In("data")),
                LocalHarness.Input("cache", temp.In("data"), MountAccess.ReadWrite),
                LocalHarness.Input("one", file),
                LocalHarness.Input("none", null),
            ],
            outputs: [LocalHarness.Output("tokens"), LocalHarness.Output("own", temp.In("own"))]);
        var folder = new RunFolder(temp.In("runs/local-20200101000000-abcdefgh"));

        var sandbox = new LocalSandbox(LocalIsolation.Docker, folder, "tag", temp.In("code"), "digest", job.Image);
        var variables = new Dictionary<string, string> { ["DLC_JOB_ID"] = "j-1" };

        var (arguments, code) = await RunAsync(
            temp,
            folder,
            sandbox.SpecOf(folder, job, LocalInputs.Of(job, folder, []), LocalOutputs.Of(job, folder).Locations(), variables, ["API_KEY"]));

        Assert.Equal(7, code);
        Assert.Equal(
            [
                "run", "--rm", "--name", "pai-jobs-" + folder.Id, "--env", "DLC_JOB_ID=j-1", "--env", "API_KEY",
                "--mount", Mount(folder.PhaseFile, "/tmp/pai-jobs-phase"),
                "--mount", Mount(folder.Config, "/ml/input/config", readOnly: true),
                "--mount", Mount(temp.In("code"), "/mnt/pai-jobs/code", readOnly: true),
                "--mount", Mount(temp.In("data"), "/ml/input/data/corpus", readOnly: true),
                "--mount", Mount(temp.In("data"), "/ml/input/data/cache"),
                "--mount", Mount(file, "/ml/input/data/one/$(x).txt", readOnly: true),
                "--mount", Mount(folder.In("ml/output/tokens"), "/ml/output/tokens"),
                "--mount", Mount(temp.In("own"), "/ml/output/own"),
                "--entrypoint", "sh", Image, "/ml/input/config/launch.sh", "/ml/input/config/",
            ],
            arguments);
        Assert.Equal(
            $"docker rm --force pai-jobs-{folder.Id}\n",
            (await File.ReadAllTextAsync(folder.LeaveScript)).Replace("'", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Variables_are_on_the_command_line_and_passed_ones_by_name_only()
    {
        using var temp = new TempFolder();
        var spec = new SandboxSpec
        {
            Name = "box",
            Image = Image,
            Command = ["program", "an argument"],
            Environment = new Dictionary<string, string> { ["MODE"] = "it's fast" },
            PassedVariables = ["API_KEY"],
            Mounts = [],
        };

        var (arguments, _) = await RunAsync(temp, new(temp.In("box")), spec);

        Assert.Equal(
            [
                "run", "--rm", "--name", "box", "--env", "MODE=it's fast", "--env", "API_KEY",
                "--entrypoint", "program", Image, "an argument",
            ],
            arguments);
    }

    [Fact]
    public async Task A_container_runs_as_the_user_and_the_engine_has_nothing_to_make_as_root()
    {
        using var temp = new TempFolder();
        var folder = new NodeFolder(temp.In("box"));
        new DockerSandbox("12345:54321").Prepare(folder, new(folder.Root, folder.Root), new()
        {
            Name = "box",
            Image = Image,
            Command = ["program"],
            Mounts =
            [
                new(temp.In("ml"), "/ml", ReadOnly: false), new(temp.In("run/output"), "/ml/output", ReadOnly: false),
                new(temp.In("own"), "/ml/output/own/", ReadOnly: false),
                new(temp.In("f"), "/ml/input/data/one/f", ReadOnly: true) { IsFile = true },
            ],
        });

        Assert.StartsWith(
            "group docker run --rm --name box --user 12345:54321 --env HOME=/tmp ",
            (await File.ReadAllTextAsync(folder.EnterScript)).Replace("'", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.True(Directory.Exists(temp.In("ml/output")));
        Assert.True(Directory.Exists(temp.In("run/output/own")));
        Assert.True(File.Exists(temp.In("ml/input/data/one/f")));
    }

    [DockerFact]
    public async Task A_job_runs_in_a_real_container()
    {
        await using var local = new LocalHarness(LocalIsolation.Docker);
        local.Write("data/a.txt", "hello\n");
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("pwd; cat /ml/input/data/corpus/a.txt; echo result >/ml/output/out/f; exit 3"),
            source: Path.GetDirectoryName(local.Write("src/main.sh", "")),
            image: DockerFactAttribute.Image,
            inputs: [LocalHarness.Input("corpus", local.In("data"))],
            outputs: [LocalHarness.Output("out")]));

        Assert.Equal((JobStatus.Failed, 3), (state.Status, state.ExitCode));
        Assert.Equal(["/ml/usercode", "hello"], await local.LogAsync(state.Id));
        Assert.Equal("result\n", File.ReadAllText(state.Outputs!["out"].FilePath + "f"));
    }
}
