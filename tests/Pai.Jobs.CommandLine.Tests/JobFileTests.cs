using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.JobFiles;

namespace Pai.Jobs.CommandLine.Tests;

public sealed class JobFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-file-");

    public void Dispose() => _folder.Delete(recursive: true);

    private static EveryArgumentJob Job => new() { Corpus = "oss://bucket/in/", Password = Secret.FromEnvironment("PASSWORD") };

    private static RunOptions Options => new()
    {
        JobName = "run-1",
        SubmitKey = "key",
        InstanceCount = 4,
        MaxRunTime = TimeSpan.FromHours(2),
        Unset = JobProperties.Settings,
        Labels = new Dictionary<string, string?> { ["team"] = null, ["run"] = "x" },
        Environment = new Dictionary<string, EnvironmentValue?> { ["B"] = "2" },
        RegistryCredentials = new() { Username = "u", Password = Secret.FromEnvironment("REGISTRY") },
    };

    [Fact]
    public async Task A_file_plans_as_its_record_with_its_options_does()
    {
        await using var session = PaiSession.Local(new() { RunsDirectory = _folder.FullName });
        var path = Path.Combine(_folder.FullName, "job.json");
        await JobFile.Create(Job, Options).SaveAsync(path);

        var file = await JobFile.LoadAsync(path);

        Assert.Equal(File.ReadAllText(path), file.ToJson(_folder.FullName));
        Assert.Equal(Plan(await Job.PlanAsync(session, Options)), Plan(await file.PlanAsync(session)));
    }

    [Fact]
    public void Every_type_of_parameter_survives()
    {
        var json = JobFile.Create(new TypesJob { Data = "oss://bucket/x/" }).ToJson(_folder.FullName);

        var file = JobFile.Parse(json, _folder.FullName);

        Assert.Equal(json, file.ToJson(_folder.FullName));
        Assert.Equal(((IJob<TypesJob, TypesJob.Outputs>)new TypesJob()).ToValues().Parameters, file.Parameters);
        Assert.DoesNotContain(file.Schema, p => p.Shape.Kind == Internal.Parameters.ParameterKind.String && p.Name == "guid");
    }

    [Fact]
    public async Task The_source_directory_is_relative_to_the_file_and_the_job_runs()
    {
        var code = _folder.CreateSubdirectory("code");
        File.WriteAllText(Path.Combine(code.FullName, "run.sh"), "echo done > \"$PAI_OUTPUT_DATA/done\"");
        var file = JobFile.Create(
            new TypesJob(), new() { SourceDir = code.FullName, Command = JobCommand.Shell("sh run.sh"), LogWriter = TextWriter.Null });
        var path = Path.Combine(_folder.FullName, "job.json");
        await file.SaveAsync(path);
        Assert.Contains("\"sourceDir\": \"code\"", File.ReadAllText(path), StringComparison.Ordinal);

        await using var session = PaiSession.Local(new() { RunsDirectory = Path.Combine(_folder.FullName, "runs") });
        var run = await (await JobFile.LoadAsync(path)).RunAsync(session, new() { LogWriter = TextWriter.Null });

        Assert.Equal("done\n", File.ReadAllText(Path.Combine(run.Info.Outputs!["data"].FilePath!, "done")));
    }

    [Fact]
    public void A_secret_without_a_reference_is_refused_and_not_shown()
    {
        var e = Assert.Throws<JobValidationException>(() => JobFile.Create(Job with { Password = Secret.Inline("hunter2") }));

        Assert.Contains("parameter \"password\"", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_of_a_file_are_told_with_their_positions()
    {
        var json = JsonNode.Parse(JobFile.Create(Job).ToJson(_folder.FullName))!;
        json["instanceCount"] = 0;
        json["command"] = new JsonObject();
        json["inputs"]![0]!["location"] = "s3://bucket/";
        json["environment"]!["TOKEN"]!["secret"] = "hunter2";

        var e = Assert.Throws<JobException>(() => JobFile.Parse(json.ToJsonString(), _folder.FullName));

        foreach (var position in (string[])["$.instanceCount", "$.command", "$.inputs[0].location", "$.environment.TOKEN.secret"])
            Assert.Contains(position, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"version\": 2}", "version 2 of the format; this library reads version 1")]
    [InlineData("{}", "no \"version\"")]
    [InlineData("[]", "must hold a JSON object")]
    [InlineData("{\"version\": 1,\n\"record\": 3}", "$.record")]
    [InlineData("{\"version\": 1, \"recrod\": \"x\"}", "recrod")]
    [InlineData("{", "LineNumber")]
    public void Another_version_and_broken_content_are_refused(string json, string reason)
    {
        var e = Assert.Throws<JobException>(() => JobFile.Parse(json, _folder.FullName));

        Assert.Contains(reason, e.Message.Replace("the version 2", "version 2", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_schema_is_that_of_the_code()
    {
        var path = Repository.Find("docs/job-file.schema.json");
        var node = JobFileJson.Readable.JobFileData.Options.GetJsonSchemaAsNode(
            typeof(JobFileData), new() { TreatNullObliviousAsNonNullable = true }).AsObject();
        node.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        node.Insert(1, "title", "A job file of Pai.Jobs, version 1");
        var schema = node.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

        if (Environment.GetEnvironmentVariable("PAI_ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(path, schema);

        Assert.Equal(File.ReadAllText(path), schema);
    }

    /// <summary>The plan without what is new in each one.</summary>
    private static string Plan(PreparedJob plan) =>
        Regex.Replace(plan.ToString().Replace(plan.Marker.ToString(), "", StringComparison.Ordinal), "local-[0-9]{14}-[a-z0-9]{8}", "");
}
