using System.IO.Compression;

namespace Pai.Jobs.Tests;

/// <summary>Requirements, installed from wheels that the test makes: no index, no network.</summary>
public class RequirementsTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    [Trait("Kind", "Exhaustive")]
    [PipTheory]
    [MemberData(nameof(Isolations))]
    public async Task The_file_is_installed_and_then_the_list_which_wins(LocalIsolation isolation)
    {
        var wheels = Directory.CreateDirectory("/var/tmp/pai-jobs-wheels-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            MakeWheel(wheels, "pai_demo_a", "1.0");
            MakeWheel(wheels, "pai_demo_a", "2.0");
            MakeWheel(wheels, "pai_demo_b", "1.0");
            await using var local = new LocalHarness(isolation);
            local.Write("src/requirements.txt", "pai-demo-a==1.0\npai-demo-b\n");
            var log = await local.OutputOfAsync(LocalHarness.Job(
                JobCommand.Exec("python", "-c", "import pai_demo_a, pai_demo_b; print(pai_demo_a.version, pai_demo_b.version)"),
                local.In("src"),
                environment: Offline(wheels),
                requirements: ["pai-demo-a==2.0"]));

            Assert.Equal("2.0 1.0", log[^1]);
            // Into an environment of the run's own: the next run does not have it.
            var next = await local.RunAsync(LocalHarness.Job(JobCommand.Exec("python", "-c", "import pai_demo_a")));
            Assert.Equal((JobStatus.Failed, "JobFailed"), (next.Status, next.ReasonCode));
        }
        finally
        {
            RunDeletion.Delete(wheels);
        }
    }

    [Trait("Kind", "Exhaustive")]
    [PipTheory]
    [MemberData(nameof(Isolations))]
    public async Task The_packages_of_an_active_virtual_environment_stay_and_those_of_the_run_come_first(LocalIsolation isolation)
    {
        var folder = Directory.CreateDirectory("/var/tmp/pai-jobs-active-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            foreach (var version in (string[])["1.0", "2.0"]) MakeWheel(folder, "pai_demo_a", version);
            foreach (var name in (string[])["pai_demo_b", "pai_demo_c"]) MakeWheel(folder, name, "1.0");
            using (var venv = System.Diagnostics.Process.Start("python3", ["-m", "venv", $"{folder}/venv"])) venv.WaitForExit();
            string[] install = ["-m", "pip", "install", "-q", "--no-index", "--find-links", folder, "pai-demo-a==1.0", "pai-demo-b"];
            using (var pip = System.Diagnostics.Process.Start($"{folder}/venv/bin/python", install)) pip.WaitForExit();
            await using var local = new LocalHarness(isolation);
            var log = await local.OutputOfAsync(LocalHarness.Job(
                JobCommand.Exec("python", "-c", """
                    import pai_demo_a, pai_demo_b, pai_demo_c
                    print(pai_demo_a.version, pai_demo_b.version, pai_demo_c.version)
                    """),
                environment: new Dictionary<string, string>(Offline(folder))
                {
                    ["PATH"] = $"{folder}/venv/bin:{Environment.GetEnvironmentVariable("PATH")}",
                },
                requirements: ["pai-demo-a==2.0", "pai-demo-c"]));

            Assert.Equal("2.0 1.0 1.0", log[^1]);
        }
        finally
        {
            RunDeletion.Delete(folder);
        }
    }

    [Trait("Kind", "Exhaustive")]
    [PipTheory]
    [MemberData(nameof(Isolations))]
    public async Task A_kept_environment_is_used_while_its_requirements_are_the_same(LocalIsolation isolation)
    {
        var wheels = Directory.CreateDirectory("/var/tmp/pai-jobs-wheels-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            MakeWheel(wheels, "pai_demo_a", "1.0");
            MakeWheel(wheels, "pai_demo_a", "2.0");
            await using var local = new LocalHarness(isolation);
            local.Write("src/main.py", "import pai_demo_a, sys; print(pai_demo_a.version, sys.prefix)");

            var list = isolation == LocalIsolation.Process ? local.In("src/list.txt") : "/ml/usercode/list.txt";
            var first = await RunAsync("pai-demo-a==1.0");
            local.Write("src/main.py", "import pai_demo_a, sys; print(pai_demo_a.version, sys.prefix, 'mended')");
            var same = await RunAsync("pai-demo-a==1.0");
            var other = await RunAsync("pai-demo-a==2.0");
            local.Write("src/list.txt", "pai-demo-a==1.0\n");
            var named = await RunAsync($"-r {list}");
            local.Write("src/list.txt", "pai-demo-a==2.0\n");
            var changed = await RunAsync($"-r {list}");

            Assert.Equal((true, "1.0"), first);
            Assert.Equal((false, "1.0"), same);
            Assert.Equal((true, "2.0"), other);
            Assert.Equal((true, "1.0"), named);
            Assert.Equal((true, "2.0"), changed);

            async Task<(bool Installs, string Version)> RunAsync(string requirement)
            {
                var isProcess = isolation == LocalIsolation.Process;
                var job = LocalHarness.Job(
                    JobCommand.Exec("python", "main.py"), local.In("src"), environment: Offline(wheels), requirements: [requirement]);
                var log = await local.OutputOfAsync(job with { PythonEnvironment = local.In("python") });
                Assert.Contains(isProcess ? local.In("python") : "/tmp/.pai-jobs/venv", log[^1], StringComparison.Ordinal);
                return (log.Any(l => l.Contains("Successfully installed", StringComparison.Ordinal)), log[^1].Split(' ')[0]);
            }
        }
        finally
        {
            RunDeletion.Delete(wheels);
        }
    }

    [Trait("Kind", "Exhaustive")]
    [PipTheory]
    [MemberData(nameof(Isolations))]
    public async Task What_cannot_be_installed_fails_the_job_before_its_command(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        var state = await local.RunAsync(LocalHarness.Job(
            JobCommand.Shell("echo ran >/ml/output/out/ran"),
            outputs: [LocalHarness.Output("out")], environment: Offline("/nowhere"), requirements: ["pai-demo-that-nobody-has==1.0"]));

        Assert.Equal((JobStatus.Failed, "RequirementsFailed"), (state.Status, state.ReasonCode));
        Assert.Null(state.StartedAt);
        Assert.Empty(Directory.EnumerateFileSystemEntries(state.Outputs!["out"].FilePath!));
        Assert.Contains(
            await local.LogAsync(state.Id, LogStream.StandardError),
            l => l.Contains("requirements.txt", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_machine_without_python_is_told_what_to_install(LocalIsolation isolation)
    {
        var bin = Directory.CreateDirectory("/var/tmp/pai-jobs-no-python-" + Guid.NewGuid().ToString("N")).FullName;
        try
        {
            foreach (var tool in (string[])["sh", "mkdir"]) File.CreateSymbolicLink($"{bin}/{tool}", $"/bin/{tool}");
            await using var local = new LocalHarness(isolation);
            var state = await local.RunAsync(LocalHarness.Job(
                JobCommand.Shell("true"), environment: new Dictionary<string, string> { ["PATH"] = bin }, requirements: ["numpy"]));

            Assert.Equal("RequirementsFailed", state.ReasonCode);
            Assert.Contains(
                await local.LogAsync(state.Id, LogStream.StandardError),
                l => l.Contains("apt-get install python3", StringComparison.Ordinal));
        }
        finally
        {
            RunDeletion.Delete(bin);
        }
    }

    private static Dictionary<string, string> Offline(string wheels) => new()
    {
        ["PIP_NO_INDEX"] = "1",
        ["PIP_FIND_LINKS"] = wheels,
        // An account's own packages would hide those of the run.
        ["PYTHONNOUSERSITE"] = "1",
    };

    /// <summary>A wheel is a zip archive with a module and three files on it.</summary>
    private static void MakeWheel(string folder, string name, string version)
    {
        using var zip = ZipFile.Open(Path.Combine(folder, $"{name}-{version}-py3-none-any.whl"), ZipArchiveMode.Create);
        Add($"{name}.py", $"version = '{version}'\n");
        Add($"{name}-{version}.dist-info/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n");
        Add($"{name}-{version}.dist-info/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
        Add(
            $"{name}-{version}.dist-info/RECORD",
            $"{name}.py,,\n{name}-{version}.dist-info/METADATA,,\n"
            + $"{name}-{version}.dist-info/WHEEL,,\n{name}-{version}.dist-info/RECORD,,\n");

        void Add(string path, string text)
        {
            using var writer = new StreamWriter(zip.CreateEntry(path).Open());
            writer.Write(text);
        }
    }
}
