using Pai.Jobs.Dlc.Tests.Sessions;
using Pai.Jobs.Internal.Parameters;
using Pai.Jobs.Internal.Replay;

namespace Pai.Jobs.Dlc.Tests.Replay;

/// <summary>The job of a run, from what is on record of it.</summary>
public class RunAgainTests
{
    private const string Script = "echo \"$PAI_HPS_TIMES $PAI_HPS_TITLE\"; ls /ml/input/data/data 2>/dev/null; echo done\n";

    [NamespaceFact]
    public async Task A_run_of_this_machine_runs_again_with_a_changed_value_and_the_code_that_it_had()
    {
        await using var harness = await DlcHarness.StartAsync();
        await using var local = PaiSession.Local(new() { RunsDirectory = Path.Combine(harness.Folder, "runs") });
        harness.Write("code/count.sh", Script);
        var job = new CountJob { SourceDir = Path.Combine(harness.Folder, "code"), Title = "a title", Times = 4 };
        var options = new RunOptions { LogWriter = TextWriter.Null, Labels = new Dictionary<string, string?> { ["team"] = "x" } };
        var first = await job.RunAsync(local, options, harness.Timeout);
        // The source is another one by now, and gone.
        Directory.Delete(Path.Combine(harness.Folder, "code"), recursive: true);

        var again = await RunAgain.ReadAsync(await local.AttachAsync(first.Id, harness.Timeout), harness.Timeout);
        var times = again.Parameters[0];
        Assert.Equal(("times", ParameterKind.Integer, "3"), (times.Name, times.Shape.Kind, times.Default));
        Assert.Contains("between 1 and 9", Assert.Single(times.Rules), StringComparison.Ordinal);
        Assert.Empty(again.MissingSecrets);
        var second = await again.SubmitAsync(
            local, new() { Parameters = new Dictionary<string, string?> { ["times"] = "7" } }, harness.Timeout);
        await second.EnsureSucceededAsync(harness.Timeout);

        Assert.Equal(["7 a title", "done"], await LinesAsync(second, harness.Timeout));
        Assert.Equal("Acme.CountJob", second.Info.RecordName);
        Assert.Equal(first.Id, second.Info.Labels[RunAgain.OfLabel]);
        Assert.Equal("x", second.Info.Labels["team"]);
        Assert.NotEqual(first.Name, second.Name);
        // And that one too.
        var third = await RunAgain.ReadAsync(second, harness.Timeout);
        Assert.Equal("7", third.File.Parameters.Single(p => p.Name == "times").Text);
        Assert.Equal(2, third.File.Parameters.Count);
    }

    [Fact]
    public async Task A_run_on_PAI_runs_again_there_with_the_same_code()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("code/count.sh", Script);
        var job = new CountJob { SourceDir = Path.Combine(harness.Folder, "code") };
        var first = await job.SubmitAsync(harness.Session, cancellationToken: harness.Timeout);
        Directory.Delete(Path.Combine(harness.Folder, "code"), recursive: true);

        var again = await RunAgain.ReadAsync(await harness.Session.AttachAsync(first.Id, harness.Timeout), harness.Timeout);
        var second = await again.SubmitAsync(harness.Session, new() { InstanceType = "ecs.g7.2xlarge" }, harness.Timeout);

        var diff = await first.DiffAsync(second, harness.Timeout);
        var only = Assert.Single(diff.Differences);
        Assert.Equal(
            (RunDifferenceKind.Hardware, "instance type", "ecs.g7.xlarge", "ecs.g7.2xlarge"),
            (only.Kind, only.Name, only.Before, only.After));
        Assert.Contains("~ hardware instance type: ecs.g7.xlarge -> ecs.g7.2xlarge", diff.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"Hardware\"", diff.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_with_the_changes_is_told_at_once()
    {
        await using var harness = await DlcHarness.StartAsync();
        var job = new CountJob { Key = Secret.Inline("s3cr3t") };
        var first = await job.SubmitAsync(
            harness.Session,
            new() { Environment = Variable("TOKEN", Secret.Inline("s3cr3t-2")), Command = JobCommand.Shell("true") },
            harness.Timeout);

        var again = await RunAgain.ReadAsync(first, harness.Timeout);
        Assert.Equal(["environment variable \"TOKEN\"", "parameter \"key\""], again.MissingSecrets);
        var changes = new RunChanges
        {
            Parameters = new Dictionary<string, string?> { ["times"] = "many", ["tittle"] = "x" },
            Inputs = new Dictionary<string, string?> { ["data"] = "ftp://x/" },
        };
        var e = Assert.Throws<JobValidationException>(() => again.With(changes));

        Assert.Equal(
            ["parameter \"tittle\"", "environment variable \"TOKEN\"", "parameter \"key\"", "input \"data\"", "parameter \"times\""],
            e.Problems.Select(p => p.Subject));
        Assert.Contains("Did you mean \"title\"?", e.Message, StringComparison.Ordinal);
        Assert.Contains("whole number", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", again.Record.Values.JobFile, StringComparison.Ordinal);
        var (file, _) = again.With(new()
        {
            Parameters = new Dictionary<string, string?> { ["key"] = "env:KEY" },
            Environment = new Dictionary<string, EnvironmentValue?> { ["TOKEN"] = Secret.FromEnvironment("TOKEN") },
        });
        Assert.Equal("env:KEY", file.Parameters.Single(p => p.Name == "key").Secret!.Reference);
    }

    [Theory]
    [InlineData("10", "times must be between 1 and 9. It is \"10\".")]
    [InlineData("0x1", "must be a whole number from -2147483648 to 2147483647. It is \"0x1\".")]
    public async Task A_value_that_breaks_a_rule_of_the_record_is_refused(string text, string message)
    {
        await using var harness = await DlcHarness.StartAsync();
        var first = await new CountJob().SubmitAsync(harness.Session, new() { Command = JobCommand.Shell("true") }, harness.Timeout);
        var again = await RunAgain.ReadAsync(first, harness.Timeout);

        var e = Assert.Throws<JobValidationException>(
            () => again.With(new() { Parameters = new Dictionary<string, string?> { ["times"] = text } }));

        var problem = Assert.Single(e.Problems);
        Assert.Equal(("parameter \"times\"", message), (problem.Subject, problem.Message));
    }

    [Fact]
    public async Task A_channel_at_another_kind_of_location_loses_the_settings_of_the_first()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Emulator.AiWorkspace.Datasets =
        [
            new("d-corpus", "corpus", "oss://bucket/corpus/"), new("d-result", "result", "oss://bucket/result/"),
        ];
        foreach (var key in new[] { "corpus/x", "in/x", "other/x" }) harness.Bucket.Put(key, new byte[] { 1 });
        var shell = new RunOptions { Command = JobCommand.Shell("true") };
        var (data, result) = (DataLocation.Parse("d-corpus"), DataLocation.Parse("d-result"));
        var run = await new CountJob { Data = data, Result = result, Version = "v1" }.SubmitAsync(harness.Session, shell, harness.Timeout);
        var versioned = await RunAgain.ReadAsync(run, harness.Timeout);
        (data, result) = (DataLocation.Parse("oss://bucket/in/"), DataLocation.Parse("oss://bucket/out/"));
        var mounted = await RunAgain.ReadAsync(
            await new CountJob { Data = data, Result = result, Options = "{}" }.SubmitAsync(harness.Session, shell, harness.Timeout),
            harness.Timeout);

        Assert.Equal("v1 v1", Versions(versioned, "d-corpus", "d-result"));
        Assert.Equal(" ", Versions(versioned, "oss://bucket/other/", "oss://bucket/other-out/"));
        Assert.Equal(" ", Versions(versioned, harness.Folder, harness.Folder));
        Assert.Equal("v1 ", Versions(versioned, "d-corpus", null));
        Assert.Equal("{} {}", Options(mounted, "oss://bucket/other/"));
        Assert.Equal("{} {}", Options(mounted, harness.Folder));
        Assert.Equal(" ", Options(mounted, "nas://fs.cn-hangzhou/w/"));
        Assert.Equal(" ", Options(mounted, "d-corpus"));
        var plan = await versioned.PlanAsync(harness.Session, Move("oss://bucket/other/", "oss://bucket/other-out/"), harness.Timeout);
        Assert.Empty(plan.Problems);
        var replay = await run.PlanReplayAsync(
            new()
            {
                LocalInputs = new Dictionary<string, string> { ["data"] = harness.Folder },
                UseDocker = false,
                Local = new() { RunsDirectory = Path.Combine(harness.Folder, "runs"), Isolation = LocalIsolation.Process },
            },
            harness.Timeout);
        Assert.Empty(replay.Job.Problems);

        static RunChanges Move(string input, string? output) => new()
        {
            Inputs = new Dictionary<string, string?> { ["data"] = input },
            Outputs = new Dictionary<string, string?> { ["result"] = output },
        };

        static string Versions(RunAgain job, string input, string? output)
        {
            var (file, _) = job.With(Move(input, output));
            return $"{file.Inputs[0].DatasetVersion} {file.Outputs[0].DatasetVersion}";
        }

        static string Options(RunAgain job, string location)
        {
            var (file, _) = job.With(Move(location, location));
            return $"{file.Inputs[0].MountOptions} {file.Outputs[0].MountOptions}";
        }
    }

    [Fact]
    public async Task Two_runs_differ_in_code_values_and_the_files_of_inputs()
    {
        await using var harness = await DlcHarness.StartAsync();
        harness.Write("one/count.sh", "echo 1\n");
        harness.Write("one/same.txt", "same\n");
        harness.Write("two/count.sh", "echo 2\n");
        harness.Write("two/same.txt", "same\n");
        harness.Write("two/new.txt", "new\n");
        foreach (var (key, text) in new[] { ("a/x.csv", "1"), ("a/y.csv", "2"), ("b/x.csv", "1"), ("b/y.csv", "3") })
            harness.Bucket.Put(key, System.Text.Encoding.UTF8.GetBytes(text));
        var one = await new CountJob { SourceDir = Path.Combine(harness.Folder, "one"), Data = DataLocation.Parse("oss://bucket/a/") }
            .SubmitAsync(harness.Session, new() { Environment = Variable("API_TOKEN", "abc") }, harness.Timeout);
        var two = await new CountJob
        {
            SourceDir = Path.Combine(harness.Folder, "two"),
            Data = DataLocation.Parse("oss://bucket/b/"),
            Times = 5,
        }.SubmitAsync(harness.Session, new() { Environment = Variable("API_TOKEN", "abd") }, harness.Timeout);

        var diff = await one.DiffAsync(two, harness.Timeout);

        Assert.Equal(
            [
                (RunDifferenceKind.Code, "count.sh"), (RunDifferenceKind.Code, "new.txt"),
                (RunDifferenceKind.Parameter, "times"), (RunDifferenceKind.Environment, "API_TOKEN"),
                (RunDifferenceKind.Input, "data"), (RunDifferenceKind.InputFile, "data/y.csv"),
            ],
            diff.Differences.Select(d => (d.Kind, d.Name!)));
        Assert.DoesNotContain("abc", diff.ToJson(), StringComparison.Ordinal);
        Assert.Empty(diff.Notes);
        Assert.Empty((await one.DiffAsync(one, harness.Timeout)).Differences);
    }

    private static Dictionary<string, EnvironmentValue?> Variable(string name, EnvironmentValue value) => new() { [name] = value };

    internal static async Task<List<string>> LinesAsync(JobRun run, CancellationToken cancellationToken) =>
        await run.ReadLogsAsync(follow: false, cancellationToken).Select(l => l.Text).ToListAsync(cancellationToken);
}
