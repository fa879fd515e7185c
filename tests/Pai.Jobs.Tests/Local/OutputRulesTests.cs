namespace Pai.Jobs.Tests;

/// <summary>Outputs and what a job is made from: what a job may write to must not be what it reads.</summary>
public class OutputRulesTests
{
    public static TheoryData<LocalIsolation> Isolations => LocalHarness.Isolations;

    /// <summary>The problems of a job whose source is <c>pp/src</c>, whose input is <c>pp/data</c>, and whose outputs are given.</summary>
    private static async Task<IReadOnlyList<JobProblem>> ProblemsAsync(LocalHarness local, params string[] outputs)
    {
        local.Write("pp/src/main.sh", "true\n");
        local.Write("pp/data/a.txt", "a\n");
        var channels = outputs.Select((path, i) => LocalHarness.Output("o" + i, local.In(path))).ToList();
        return (await local.PrepareAsync(LocalHarness.Job(
            JobCommand.Shell("true"), local.In("pp/src"), [LocalHarness.Input("data", local.In("pp/data"))], channels))).Problems;
    }

    [Theory]
    [InlineData("pp", "contains the source", "contains the input \"data\"")]
    [InlineData("pp/", "contains the source", "contains the input \"data\"")]
    [InlineData("pp/x/../.", "contains the source", "contains the input \"data\"")]
    [InlineData("pp/src", "is the source")]
    [InlineData("pp/data/", "is the input \"data\"")]
    [InlineData("", "contains the source", "contains the input \"data\"", "contains the folder of all runs")]
    [InlineData("runs", "is the folder of all runs")]
    public async Task An_output_that_is_or_contains_what_a_job_reads_is_refused(string output, params string[] reasons)
    {
        await using var local = new LocalHarness(LocalIsolation.Process);

        var problems = await ProblemsAsync(local, output);

        Assert.Equal(reasons.Length, problems.Count);
        foreach (var (problem, reason) in problems.Zip(reasons))
        {
            Assert.Equal("output \"o0\"", problem.Subject);
            Assert.Contains(reason, problem.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("link", "pp")]
    [InlineData("link/src", "pp")]
    [InlineData("link/x", "pp/src/..", "link/x/../../x")]
    public async Task Links_hide_no_overlap(string output, string target, string? real = null)
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        Directory.CreateDirectory(local.In("pp/src"));
        if (real is null)
        {
            Directory.CreateSymbolicLink(local.In("link"), local.In(target));
        }
        else
        {
            Directory.CreateDirectory(local.In("link"));
            Directory.CreateSymbolicLink(local.In("link/x"), local.In(target));
        }

        var problems = await ProblemsAsync(local, output);
        Assert.NotEmpty(problems);
        Assert.All(problems, p => Assert.Contains("the job could delete it", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_input_or_a_source_that_is_a_link_is_looked_for_where_it_leads()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        local.Write("real/in/a.txt", "");
        local.Write("real/code/main.sh", "");
        Directory.CreateSymbolicLink(local.In("in"), local.In("real/in"));
        Directory.CreateSymbolicLink(local.In("code"), local.In("real/code"));

        var problems = (await local.PrepareAsync(LocalHarness.Job(
            JobCommand.Shell("true"),
            local.In("code"),
            [LocalHarness.Input("in", local.In("in"))],
            [LocalHarness.Output("out", local.In("real"))]))).Problems;

        Assert.Equal(2, problems.Count);
    }

    [Theory]
    [InlineData("same", "same", 1)]
    [InlineData("outer", "outer/inner", 1)]
    [InlineData("outer/inner", "outer", 1)]
    [InlineData("one", "one2", 0)]
    [InlineData("pp/src/out", "pp/data/out", 0)]
    public async Task Outputs_are_apart_and_may_be_inside_of_what_a_job_reads(string first, string second, int count)
    {
        await using var local = new LocalHarness(LocalIsolation.Process);

        Assert.Equal(count, (await ProblemsAsync(local, first, second)).Count);
    }

    [Theory]
    [InlineData("pp", MountAccess.ReadWrite, 1)]
    [InlineData("pp/src", MountAccess.ReadWrite, 1)]
    [InlineData("pp/data", MountAccess.ReadWrite, 0)]
    [InlineData("pp/src/cache", MountAccess.ReadWrite, 0)]
    [InlineData("pp", MountAccess.Default, 0)]
    public async Task An_input_that_may_be_written_to_is_apart_from_the_source(string input, MountAccess access, int count)
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        foreach (var folder in (string[])["pp/data", "pp/src/cache"]) Directory.CreateDirectory(local.In(folder));

        var problems = (await local.PrepareAsync(LocalHarness.Job(
            JobCommand.Shell("true"), local.In("pp/src"), [LocalHarness.Input("in", local.In(input), access)]))).Problems;

        Assert.Equal(count, problems.Count);
        Assert.All(problems, p => Assert.Contains("the source", p.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_single_file_counts_as_what_a_job_reads()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var file = local.Write("data/one.csv", "");

        var problem = Assert.Single((await local.PrepareAsync(LocalHarness.Job(
            JobCommand.Shell("true"),
            inputs: [LocalHarness.Input("one", file)],
            outputs: [LocalHarness.Output("out", local.In("data"))]))).Problems);

        Assert.Contains(local.In("data/out"), problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_output_path_counts_with_the_folders_that_it_gets()
    {
        await using var local = new LocalHarness(LocalIsolation.Process);
        var source = Path.GetDirectoryName(local.Write("all/job_1/out/src/main.sh", ""));

        var problems = (await local.PrepareAsync(LocalHarness.Job(
            JobCommand.Shell("true"),
            source,
            outputs: [LocalHarness.Output("out")],
            outputPath: (LocalPath)local.In("all")!))).Problems;

        // The second: the folder of the run is there already.
        Assert.Equal(["JobName", "output \"out\""], problems.Select(p => p.Subject).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task An_output_inside_the_source_or_an_input_is_written_to_and_not_packed(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        local.Write("pp/src/main.sh", "ls -A; echo 1 >>\"${PAI_OUTPUT_O}f\"; echo 2 >>\"${PAI_OUTPUT_P}f\"\n");
        local.Write("pp/data/a.txt", "a\n");
        var job = LocalHarness.Job(
            JobCommand.Shell("sh main.sh"),
            local.In("pp/src"),
            [LocalHarness.Input("data", local.In("pp/data"))],
            [LocalHarness.Output("o", local.In("pp/src/out")), LocalHarness.Output("p", local.In("pp/data/deep/out"))]);

        var before = (await local.PrepareAsync(job)).Code!;
        Assert.Equal(["main.sh"], await local.OutputOfAsync(job));
        Assert.Equal(["main.sh"], await local.OutputOfAsync(job));

        Assert.Equal("1\n1\n", File.ReadAllText(local.In("pp/src/out/f")));
        Assert.Equal("2\n2\n", File.ReadAllText(local.In("pp/data/deep/out/f")));
        Assert.Equal((before.Sha256, 1), ((await local.PrepareAsync(job)).Code!.Sha256, before.FileCount));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_runs_directory_in_the_source_is_not_packed(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation, o => o.RunsDirectory += "/../src/.runs");
        local.Write("src/main.sh", "find . -type f\n");
        var job = LocalHarness.Job(JobCommand.Shell("sh main.sh"), local.In("src"));

        Assert.Equal(["./main.sh"], await local.OutputOfAsync(job));
        Assert.Equal(["./main.sh"], await local.OutputOfAsync(job));
        Assert.Single(Directory.EnumerateDirectories(local.In("src/.runs/.code")));
    }

    [Theory]
    [MemberData(nameof(Isolations))]
    public async Task A_source_of_which_nothing_is_packed_runs_and_says_so(LocalIsolation isolation)
    {
        await using var local = new LocalHarness(isolation);
        local.Write("src/.paiignore", "*\n");
        Directory.CreateDirectory(local.In("empty"));
        foreach (var source in (string[])["src", "empty"])
        {
            var state = await local.RunAsync(LocalHarness.Job(JobCommand.Shell("pwd; ls -A"), local.In(source)));

            Assert.Equal((source, JobStatus.Succeeded), (source, state.Status));
            Assert.EndsWith("/ml/usercode", Assert.Single(await local.LogAsync(state.Id)), StringComparison.Ordinal);
            Assert.Contains(state.Notes, n => n.Contains("Nothing of", StringComparison.Ordinal));
        }
    }
}
