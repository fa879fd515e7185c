using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.RegularExpressions;
using Pai.Jobs.Internal.JobFiles;
using Pai.Jobs.Internal.Parameters;

namespace Pai.Jobs.CommandLine.Tests;

public sealed class JobFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pai-file-");

    public void Dispose() => TemporaryFiles.Delete(_folder.FullName);

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

    public static TheoryData<int> Broken => [.. Enumerable.Range(0, s_broken.Length)];

    private static readonly CheckedJob[] s_broken =
    [
        new() { Epochs = 0 },
        new() { Epochs = 11, Rate = 0, Small = 10 },
        new() { Rate = double.NaN, Station = "sea", Mode = "slow" },
        new() { Rate = null, Station = null, Mode = null },
        new() { Layers = [], Wire = Wire.None },
        new() { Layers = [1, 2, 3], Wire = (Wire)9, Day = new(2030, 1, 1) },
    ];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_value_that_was_edited_breaks_the_rules_as_in_the_record(int index)
    {
        var values = ((IJob<CheckedJob, CheckedJob.Outputs>)s_broken[index]).ToValues();
        var json = JsonNode.Parse(JobFile.Create(new CheckedJob()).ToJson(_folder.FullName))!;
        foreach (var parameter in json["parameters"]!.AsArray())
        {
            var text = values.Parameters.FirstOrDefault(p => p.Name == (string)parameter!["name"]!)?.Text;
            if (text is null) parameter!.AsObject().Remove("value");
            else parameter!["value"] = text;
        }

        var file = JobFile.Parse(json.ToJsonString(), _folder.FullName);

        Assert.NotEmpty(values.Problems);
        Assert.Equal(values.Problems, file.Values.Problems);
    }

    [Fact]
    public async Task A_value_of_another_type_and_one_that_breaks_a_rule_are_refused_together()
    {
        await using var session = PaiSession.Local(new() { RunsDirectory = _folder.FullName });
        var json = JsonNode.Parse(JobFile.Create(new CheckedJob()).ToJson(_folder.FullName))!;
        json["parameters"]![0]!["value"] = "many";
        json["parameters"]![1]!["value"] = "1.5";
        json["parameters"]![8]!["value"] = "3";

        var e = await Assert.ThrowsAsync<JobValidationException>(
            () => JobFile.Parse(json.ToJsonString(), _folder.FullName).SubmitAsync(session));

        // That the pairs are odd, only the record's own code can tell.
        Assert.Equal(["parameter \"epochs\"", "parameter \"rate\""], e.Problems.Select(p => p.Subject));
        Assert.Equal("rate must be a fraction. It is \"1.5\".", e.Problems[1].Message);
        Assert.Null(json["parameters"]![8]!["checks"]);
        Assert.NotNull(json["parameters"]![8]!["rules"]);
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
            typeof(JobFileData),
            new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = WithKinds }).AsObject();
        node.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        node.Insert(1, "title", "A job file of Pai.Jobs, version 1");
        var schema = node.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n";

        if (Environment.GetEnvironmentVariable("PAI_ACCEPT_SNAPSHOTS") == "1") File.WriteAllText(path, schema);

        Assert.Equal(File.ReadAllText(path), schema);
    }

    [Fact]
    public void Every_kind_of_check_is_on_the_page()
    {
        var page = File.ReadAllText(Repository.Find("docs/job-files.md"));

        Assert.All(CheckRuleReader.Kinds, kind => Assert.Contains($"`{kind}`", page, StringComparison.Ordinal));
    }

    /// <summary>The kinds of checks are strings in the code: a kind that is not known has an error of its own.</summary>
    private static JsonNode WithKinds(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.PropertyInfo is { Name: "kind" } property && property.DeclaringType == typeof(CheckRule))
            schema["enum"] = new JsonArray([.. CheckRuleReader.Kinds.Select(k => JsonValue.Create(k))]);
        // The exporter does not see that a value in a list may be null.
        if (context.PropertyInfo is { Name: "values" } values && values.DeclaringType == typeof(CheckRule))
            schema["items"]!["type"] = new JsonArray("string", "null");
        return schema;
    }

    /// <summary>The plan without what is new in each one.</summary>
    private static string Plan(PreparedJob plan) =>
        Regex.Replace(plan.ToString().Replace(plan.Marker.ToString(), "", StringComparison.Ordinal), "local-[0-9]{14}-[a-z0-9]{8}", "");
}
