namespace Pai.Jobs.Tests;

/// <summary>What the local backend refuses before anything is written.</summary>
public class LocalRulesTests
{
    private static async Task<string> ProblemOf(Func<LocalHarness, JobSubmission> job, LocalIsolation isolation = LocalIsolation.Process)
    {
        await using var local = new LocalHarness(isolation);
        var problems = (await local.PrepareAsync(job(local))).Problems;
        Assert.False(Directory.Exists(local.Backend.RunsDirectory));
        return Assert.Single(problems).ToString();
    }

    [Theory]
    [InlineData(JobType.MPIJob)]
    [InlineData(JobType.RayJob)]
    [InlineData(JobType.SlurmJob)]
    [InlineData(JobType.DataJuicerJob)]
    public async Task Several_nodes_are_refused_for_types_whose_nodes_need_more_than_variables(JobType type)
    {
        var problem = await ProblemOf(_ => LocalHarness.Job(JobCommand.Shell("true"), instanceCount: 2, jobType: type));

        Assert.Contains("one node", problem, StringComparison.Ordinal);
        Assert.Contains(type.ToString(), problem, StringComparison.Ordinal);
        Assert.Contains("PyTorchJob", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nas://fs.cn-hangzhou/data/")]
    [InlineData("cpfs://fs.cn-hangzhou/proto/data/")]
    [InlineData("d-a1b2c3d4")]
    public async Task Inputs_that_are_not_on_this_machine_are_refused(string uri)
    {
        var problem = await ProblemOf(_ => LocalHarness.Job(
            JobCommand.Shell("true"), inputs: [LocalHarness.Input("corpus", null) with { Location = DataLocation.Parse(uri) }]));

        Assert.Contains("input \"corpus\"", problem, StringComparison.Ordinal);
        Assert.Contains(uri, problem, StringComparison.Ordinal);
        Assert.Contains("a path", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nas://fs.cn-hangzhou/data/")]
    [InlineData("cpfs://fs.cn-hangzhou/proto/data/")]
    [InlineData("d-a1b2c3d4")]
    public async Task Outputs_that_are_not_on_this_machine_are_refused(string uri) =>
        Assert.Contains(
            uri,
            await ProblemOf(_ => LocalHarness.Job(
                JobCommand.Shell("true"), outputs: [LocalHarness.Output("out") with { Location = DataLocation.Parse(uri) }])),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_missing_input_names_the_nearest_there_is()
    {
        var problem = await ProblemOf(local =>
        {
            local.Write("data/corpus/a.txt", "");
            return LocalHarness.Job(JobCommand.Shell("true"), inputs: [LocalHarness.Input("corpus", local.In("data/corpsu"))]);
        });

        Assert.Contains("nothing is there", problem, StringComparison.Ordinal);
        Assert.EndsWith("data/corpus?", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_on_a_file_is_refused() =>
        Assert.Contains(
            "is a file",
            await ProblemOf(local => LocalHarness.Job(
                JobCommand.Shell("true"), outputs: [LocalHarness.Output("out", local.Write("file", ""))])),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_command_that_the_kernel_would_refuse_is_refused()
    {
        Assert.Contains("bytes", await ProblemOf(_ => LocalHarness.Job(new string('x', 200_000))), StringComparison.Ordinal);
        Assert.Contains(
            "bytes", await ProblemOf(_ => LocalHarness.Job(JobCommand.Exec("echo", new string('x', 200_000)))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Docker_needs_an_image() =>
        Assert.Contains("Image", await ProblemOf(_ => LocalHarness.Job("true"), LocalIsolation.Docker), StringComparison.Ordinal);

    [Fact]
    public async Task A_path_with_a_comma_is_refused_by_docker()
    {
        using var temp = new TempFolder();
        var input = LocalHarness.Input("x", Path.GetDirectoryName(temp.Write("a,b/c", "")));

        var problem = await ProblemOf(
            _ => LocalHarness.Job(JobCommand.Shell("true"), image: "busybox", inputs: [input]), LocalIsolation.Docker);

        Assert.Contains("comma", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mount_path_outside_of_ml_is_refused_by_a_plain_process()
    {
        var problem = await ProblemOf(local => LocalHarness.Job(
            JobCommand.Shell("true"),
            inputs: [LocalHarness.Input("x", Path.GetDirectoryName(local.Write("x/y", ""))) with { MountPath = "/mnt/x/" }]));

        Assert.Contains("/mnt/x/", problem, StringComparison.Ordinal);
        Assert.Contains("Namespace", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_isolation_comes_from_the_option_then_the_variable_then_the_machine()
    {
        IsolationChoice Choose(LocalIsolation? option, string? variable) =>
            IsolationChoice.Choose(option, name => name == "PAI_JOBS_ISOLATION" ? variable : null);

        Assert.Equal(LocalIsolation.Process, Choose(LocalIsolation.Process, "Docker").Isolation);
        Assert.Equal(LocalIsolation.Docker, Choose(null, "docker").Isolation);
        Assert.Contains("PAI_JOBS_ISOLATION", Choose(null, "process").Reason, StringComparison.Ordinal);
        Assert.Equal(LocalHarness.Working[0], Choose(null, null).Isolation);
        Assert.Equal(LocalHarness.Working[0], Choose(LocalIsolation.Auto, "Docker").Isolation);
        Assert.Contains("Namespaces", Choose(null, null).Reason, StringComparison.Ordinal);
        Assert.Contains("\"nothing\"", Choose(null, "nothing").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_runs_directory_comes_from_the_option_then_the_variables()
    {
        string Find(string? option, params (string Name, string Value)[] variables) =>
            RunsDirectory.Find(option, name => variables.FirstOrDefault(v => v.Name == name).Value);

        Assert.Equal("/a", Find("/a", ("PAI_JOBS_RUNS_DIR", "/b"), ("HOME", "/home/u")));
        Assert.Equal("/b", Find(null, ("PAI_JOBS_RUNS_DIR", "/b"), ("XDG_STATE_HOME", "/s"), ("HOME", "/home/u")));
        Assert.Equal("/s/pai-jobs/runs", Find(null, ("XDG_STATE_HOME", "/s"), ("HOME", "/home/u")));
        Assert.Equal("/home/u/.local/state/pai-jobs/runs", Find(null, ("HOME", "/home/u")));
        Assert.Contains("PAI_JOBS_RUNS_DIR", Assert.Throws<JobException>(() => Find(null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_says_where_and_how()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var lines = (await local.PrepareAsync(LocalHarness.Job("true"))).Notes;

        Assert.Contains(lines, l => l.Contains(local.Backend.RunsDirectory, StringComparison.Ordinal));
        Assert.Contains(
            lines,
            l => l.Contains("Process isolation", StringComparison.Ordinal)
                && l.Contains("LocalBackendOptions.Isolation", StringComparison.Ordinal));
    }
}
