using System.Reflection;

namespace Pai.Jobs.Generators.Tests;

/// <summary>Generated code, compiled against the library and called.</summary>
public class RunTests
{
    private const string Job = """[ProcessingJob("python main.py", Image = "registry/image:1")]""";

    [Fact]
    public void The_definition_says_what_the_attributes_say()
    {
        var d = GeneratedJob.Of(Compiler.Load(Shape.All["every_argument"].Compile()), "Job").Definition;

        Assert.Equal(["python", "main.py", "a \"b\"\n"], d.Command.Arguments);
        Assert.Equal("Job", d.RecordName);
        Assert.Equal(
            ("code_dir\\x", "registry/image:1", "ecs.gn6i-c4g1.xlarge", 2), (d.SourceDir, d.Image, d.InstanceType, d.InstanceCount));
        Assert.Equal(
            (JobType.TFJob, "tokenize", 3600, "oss://bucket/results/"), (d.JobType, d.BaseJobName, d.MaxRunTimeSeconds, d.OutputPath));
        Assert.Equal(["numpy==1.26.4", "pandas"], d.Requirements);
        Assert.Equal(("vpc-1", "vsw-1", "sg-1"), (d.UserVpc!.VpcId, d.UserVpc.SwitchId, d.UserVpc.SecurityGroupId));
        Assert.Equal(["10.0.0.0/8"], d.UserVpc.ExtendedCidrs);
        Assert.Equal(new SpotOptions { Strategy = SpotStrategy.SpotWithPriceLimit, DiscountLimit = 0.5 }, d.Spot);
        Assert.Equal((3, "quota1", (ResourceType)77, "Über \"all\""), (d.Priority, d.ResourceId, d.ResourceType, d.Description));
        Assert.Equal(new Dictionary<string, EnvironmentValue> { ["A"] = "1", ["B"] = "$X 'y'" }, d.Environment);
        Assert.Equal(new Dictionary<string, string> { ["team"] = "a" }, d.Labels);
        Assert.Equal(new Dictionary<string, string> { ["EnableRDMA"] = "true" }, d.Settings);
        Assert.Equal((1, 10, true), (d.Retry!.OwnError.MaxRetries, d.Retry.OutOfStock.MaxRetries, d.Retry.OnDemandAfterSpot));
        Assert.Equal((TimeSpan.FromMinutes(30), "ecs.gn7i-c8g1.2xlarge"), (d.Retry.MaxQueueTime!.Value, d.Retry.FallbackInstanceTypes[0]));
    }

    [Fact]
    public void What_is_not_set_stays_the_library_s_default()
    {
        var d = GeneratedJob.Load(
            "[ProcessingJob(\"echo\", InstanceType = \"local\")] internal partial record HTTPJob2;", "HTTPJob2").Definition;

        Assert.Equal(("echo", "http_job2", "local", 1), (d.Command.ShellText, d.BaseJobName, d.InstanceType, d.InstanceCount));
        Assert.Empty(d.Inputs);
        Assert.Null(d.UserVpc);
        Assert.Null(d.Spot);
        Assert.Null(d.Retry);
    }

    [Fact]
    public void Channels_have_the_settings_of_their_attributes()
    {
        var d = GeneratedJob.Of(Compiler.Load(Shape.All["every_channel"].Compile()), "Job").Definition;
        InputDefinition Input(string name) => d.Inputs.Single(i => i.Name == name);

        Assert.Equal(
            ["oss", "nas-1.x", "cpfs", "dataset", "local", "any", "not_null", "required_but_nullable"], d.Inputs.Select(i => i.Name));
        Assert.Equal(["oss", "cpfs", "not_null"], d.Inputs.Where(i => i.Required).Select(i => i.Name));
        Assert.Equal("./data \"x\"", Input("local").DefaultUri);
        Assert.Equal(
            ("oss://bucket/", MountAccess.ReadWrite, "/data/any/"),
            (Input("any").DefaultUri, Input("any").MountAccess, Input("any").MountPath));
        Assert.Equal(["oss_out", "nas_out", "cpfs_out", "dataset_out", "any_out", "run-state"], d.Outputs.Select(o => o.Name));
        Assert.Equal("cpfs://fs.cn-hangzhou/x/", d.Outputs.Single(o => o.Name == "cpfs_out").Uri);
        Assert.Equal(
            new OutputDefinition("run-state") { Uri = "oss://bucket/state/", Append = true, IsCheckpoint = true },
            Assert.Single(d.Outputs, o => o.IsCheckpoint));
    }

    [Fact]
    public void A_request_has_the_record_s_values()
    {
        var job = GeneratedJob.Load(Job + """
            internal partial record Job
            {
                [Input] public required OssUri Corpus { get; init; }
                [Input] public DataLocation? Vocabulary { get; init; }
                [Output] public OssUri? Tokens { get; init; }
                [Parameter] public int Interval { get; init; } = 500;
                [Parameter] public double? Rate { get; init; }
                [Parameter] public DayOfWeek[] Days { get; init; } = { DayOfWeek.Friday };
            }
            """);
        var request = job.Request(job.Create(("Corpus", OssUri.Parse("oss://bucket/corpus/")), ("Rate", 0.25)));

        Assert.Empty(request.Problems);
        Assert.Equal(["oss://bucket/corpus/", null], request.Inputs.Select(i => i.Location?.ToString()));
        Assert.Null(Assert.Single(request.Outputs).Location);
        Assert.Equal(["interval=500", "rate=0.25", "days=[\"Friday\"]"], request.Parameters.Select(p => $"{p.Name}={p.Text}"));
        Assert.Contains("corpus", Assert.Single(job.Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void FromEnvironment_gives_back_what_was_submitted()
    {
        var job = GeneratedJob.Of(Compiler.Load(Shape.All["every_parameter_type"].Compile()), "Acme.Job");
        var before = job.Create(
            ("Text", "a \"b\"\n"), ("Flag", true), ("SByte", sbyte.MinValue), ("Int64", long.MinValue), ("UInt64", ulong.MaxValue),
            ("NativeInt", (nint)(-5)), ("Single", float.NegativeInfinity),
            ("Double", 0.1), ("Decimal", 1.10m), ("Char", 'é'), ("Guid", new Guid("0f8fad5b-d9cb-469f-a165-70867728950e")),
            ("Uri", new Uri("https://a/b?c")),
            ("DateTime", new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc)), ("DateOnly", new DateOnly(2026, 1, 2)),
            ("TimeSpan", TimeSpan.FromTicks(1)),
            ("OptionalInt", 7), ("RequiredNullable", 8), ("RequiredNullableText", "x"), ("Array", new[] { "a", "b,\"" }),
            ("OptionalArray", new[] { 1, 2 }), ("List", new List<double> { 0.1, double.NaN }));
        var texts = string.Join(",", job.Request(before).Parameters
            .Select(p => $"{System.Text.Json.JsonSerializer.Serialize(p.Name)}: {System.Text.Json.JsonSerializer.Serialize(p.Text)}"));

        var after = job.FromEnvironment(texts);

        foreach (var property in before.GetType()
            .GetProperties(BindingFlags.Instance | BindingFlags.Public)
            .Where(p => p.Name != "Immutable"))
            Assert.Equal(property.GetValue(before), property.GetValue(after));
        Assert.Equal(
            (System.Collections.IEnumerable)GeneratedJob.Get(before, "Immutable")!,
            (System.Collections.IEnumerable)GeneratedJob.Get(after, "Immutable")!);
    }

    [Fact]
    public void Enums_are_sent_by_their_wire_names()
    {
        var job = GeneratedJob.Of(Compiler.Load(Shape.All["every_parameter_type"].Compile()), "Acme.Job");
        var request = job.Request(job.Create(("RequiredNullableText", "")));

        Assert.Equal("one \"1\"", request.Parameters.Single(p => p.Name == "wire").Text);
        Assert.Equal("Red", request.Parameters.Single(p => p.Name == "color").Text);
        Assert.DoesNotContain(request.Parameters, p => p.Name is "optional_wire" or "optional_text");
        Assert.Equal("Two", GeneratedJob.Get(
            job.FromEnvironment("""  "wire": "Two", "text": "", "required_guid": "0f8fad5b-d9cb-469f-a165-70867728950e" """), "Wire")!
                .ToString());
    }

    [Fact]
    public void What_was_not_sent_keeps_the_record_s_own_default()
    {
        var job = GeneratedJob.Load(Job + """
            internal partial record Job([Input] OssUri Corpus, [Parameter] int? Given, [Parameter] string Text = "text")
            {
                [Parameter] public int Interval { get; init; } = 500;
                [Parameter] public int? Cleared { get; init; } = 3;
                [Input] public OssUri Data { get; init; } = "oss://bucket/default/";
                [Input] public required DataLocation? Maybe { get; init; }
                [Parameter] public required string? MaybeText { get; init; }
            }
            """);

        var read = job.FromEnvironment("", """ "corpus": { "uri": "oss://bucket/corpus/", "path": "/ml/input/data/corpus/" } """);

        Assert.Equal(OssUri.Parse("oss://bucket/corpus/"), GeneratedJob.Get(read, "Corpus"));
        Assert.Equal("/ml/input/data/corpus/", ((OssUri)GeneratedJob.Get(read, "Corpus")!).FilePath);
        Assert.Equal(
            (null, "text", 500), (GeneratedJob.Get(read, "Given"), GeneratedJob.Get(read, "Text"), GeneratedJob.Get(read, "Interval")));
        Assert.Equal(OssUri.Parse("oss://bucket/default/"), GeneratedJob.Get(read, "Data"));
        Assert.Null(GeneratedJob.Get(read, "Maybe"));
        Assert.Null(GeneratedJob.Get(read, "MaybeText"));
    }

    [Fact]
    public void A_record_struct_keeps_the_defaults_of_its_positional_parameters()
    {
        var job = GeneratedJob.Load(Job
            + " internal partial record struct Job([Parameter] int Count = -3, [Parameter] DayOfWeek Day = DayOfWeek.Friday, [Parameter] "
            + "string? Text = \"x\");");

        var read = job.FromEnvironment(""" "day": "Monday" """);

        Assert.Equal(
            (-3, DayOfWeek.Monday, "x"), (GeneratedJob.Get(read, "Count"), GeneratedJob.Get(read, "Day"), GeneratedJob.Get(read, "Text")));
    }

    [Fact]
    public void A_channel_without_data_that_the_record_needs_is_named()
    {
        var job = GeneratedJob.Load(Job + " internal partial record Job([Input] OssUri Corpus);");

        Assert.Contains("corpus", Assert.ThrowsAny<Exception>(() => job.FromEnvironment("")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Inherited_members_are_channels_and_parameters_too()
    {
        var job = GeneratedJob.Of(Compiler.Load(Shape.All["inherited_members"].Compile()), "Acme.Job");

        Assert.Equal(["corpus"], job.Definition.Inputs.Select(i => i.Name));
        Assert.Equal(["value", "name", "seed", "levels"], job.Definition.Parameters.Select(p => p.Name));
        var read = job.FromEnvironment(
            """ "value": "4", "name": "n", "seed": "9" """, """ "corpus": { "uri": "oss://bucket/corpus/", "path": "/c/" } """,
            """ "result": { "uri": "oss://bucket/r/", "path": "/r/" } """);
        Assert.Equal((4, "n", 9), (GeneratedJob.Get(read, "Value"), GeneratedJob.Get(read, "Name"), GeneratedJob.Get(read, "Seed")));
    }

    [Fact]
    public void Members_of_a_base_record_in_another_assembly_count()
    {
        var library = Compiler.Create([Shape.Usings + """
            #pragma warning disable CS1591, CS8019
            public abstract record Shared([Input] OssUri Corpus)
            {
                [Parameter, Range(1, 5)] public int Seed { get; init; } = 1;
            }
            """], name: "Library");
        using var stream = new MemoryStream();
        Assert.True(library.Emit(stream).Success);
        var reference = Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(stream.ToArray());
        var compilation = Compiler.Create(
            [Shape.Usings + Job + " public partial record Job(OssUri Corpus) : Shared(Corpus) { }"], references: [reference]);

        Assert.DoesNotContain(Compiler.Messages(Compiler.WithGenerated(compilation)), m => !m.Contains("CS1591", StringComparison.Ordinal));
        var generated = Assert.Single(Compiler.Generate(compilation)).Value;
        Assert.Contains("new(\"corpus\")", generated, StringComparison.Ordinal);
        Assert.Contains("new(\"seed\")", generated, StringComparison.Ordinal);
        Assert.Contains("Range", generated, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_derived_from_a_job_is_itself()
    {
        var assembly = Compiler.Load(Shape.All["job_derived_from_job"].Compile());
        var third = GeneratedJob.Of(assembly, "Acme.Third");

        Assert.Equal("Acme.Third", third.Definition.RecordName);
        Assert.Equal("Acme.First", GeneratedJob.Of(assembly, "Acme.First").Definition.RecordName);
        Assert.Equal(["result", "more", "outputs"], third.Definition.Outputs.Select(o => o.Name));
        Assert.Equal("Acme.Third", third.Request(third.Create()).Definition.RecordName);
    }

    [Fact]
    public void Outputs_are_typed()
    {
        var job = GeneratedJob.Of(Compiler.Load(Shape.All["members_named_as_ours"].Compile()), "JobRunner");
        var outputs = job.Outputs(job.Create(), ("get", "oss://b-1/get/"), ("to_dictionary", "oss://b-1/x/"), ("outputs", "oss://b-1/y/"));

        Assert.Equal(new JobOutput("get", OssUri.Parse("oss://b-1/get/")), GeneratedJob.Get(outputs, "Get"));
        Assert.Equal(new JobOutput("outputs", OssUri.Parse("oss://b-1/y/")), GeneratedJob.Get(outputs, "Outputs"));
        Assert.Equal(3, ((JobOutputs)outputs).ToDictionary().Count);
    }

    public static TheoryData<string, string, bool> Validations => new()
    {
        { "[Parameter, Range(0, 10)] public int N { get; init; } = 10;", "", true },
        { "[Parameter, Range(0, 10)] public int N { get; init; } = 11;", "n", false },
        { "[Parameter, Range(0, 10)] public double N { get; init; } = 10.4;", "n", false },
        { "[Parameter, Range(0, 10)] public double? N { get; init; } = null;", "", true },
        { "[Parameter, Range(0, 10)] public long N { get; init; } = long.MaxValue;", "n", false },
        { "[Parameter, Range(-1, 10)] public byte N { get; init; } = 5;", "", true },
        { "[Parameter, Range(-1, 10)] public ulong N { get; init; } = 5;", "", true },
        { "[Parameter, Range(-1, 10)] public ulong N { get; init; } = ulong.MaxValue;", "n", false },
        { "[Parameter, Range(0, 300)] public byte N { get; init; } = 255;", "", true },
        { "[Parameter, Range(0.5, 10)] public int N { get; init; } = 0;", "n", false },
        { "[Parameter, Range(0.5, 10.5)] public decimal N { get; init; } = 10.5m;", "", true },
        { "[Parameter, Range(0.1, double.PositiveInfinity)] public float N { get; init; } = float.MaxValue;", "", true },
        { "[Parameter, Range(0, 1e300)] public decimal N { get; init; } = 5;", "", true },
        { "[Parameter, Range(0, 10, MaximumIsExclusive = true)] public int N { get; init; } = 10;", "n", false },
        { "[Parameter, Range(typeof(DateOnly), \"2020-01-01\", \"2030-01-01\")] public DateOnly N { get; init; } = new(2031, 1, 1);", "n",
            false },
        { "[Parameter, Range(1, 5, ErrorMessage = \"own {0} {1} {2}\")] public int N { get; init; }", "own n 1 5", false },
        { "[Parameter, StringLength(3)] public string N { get; init; } = \"abcd\";", "n", false },
        { "[Parameter, RegularExpression(\"[a-c]+\")] public string N { get; init; } = \"abc\";", "", true },
        { "[Parameter, RegularExpression(\"[a-c]+\")] public string N { get; init; } = \"abcd\";", "n", false },
        { "[Parameter, MinLength(2)] public int[] N { get; init; } = new[] { 1 };", "n", false },
        { "[Parameter, MaxLength(2)] public System.Collections.Generic.IReadOnlyList<int> N { get; init; } = new[] { 1, 2, 3 };", "n",
            false },
        { "[Parameter, Length(1, 2)] public string N { get; init; } = \"\";", "n", false },
        { "[Parameter, AllowedValues(\"a\", null)] public string? N { get; init; } = null;", "", true },
        { "[Parameter, AllowedValues(\"a\", \"b\")] public string N { get; init; } = \"c\";", "n", false },
        { "[Parameter, DeniedValues(DayOfWeek.Friday)] public DayOfWeek N { get; init; } = DayOfWeek.Friday;", "n", false },
        { "[Parameter, Required] public string? N { get; init; }", "n", false },
        { "[Parameter, EmailAddress] public string N { get; init; } = \"x\";", "n", false },
        { "[Parameter, DataType(DataType.Date)] public string N { get; init; } = \"x\";", "", true },
        { "[Parameter, Even] public int N { get; init; } = 3;", "odd n", false },
        { "[Parameter, Even] public int N { get; init; } = 4;", "", true },
    };

    [Theory]
    [MemberData(nameof(Validations))]
    public void Validation_attributes_are_checked(string property, string expected, bool isValid)
    {
        var job = GeneratedJob.Load($$"""
            internal sealed class EvenAttribute : ValidationAttribute
            {
                public EvenAttribute() : base("odd {0}") { }
                public override bool IsValid(object? value) => (int)value! % 2 == 0;
            }

            {{Job}}
            internal partial record Job { {{property}} }
            """);

        var problems = job.Problems();

        Assert.Equal(isValid, problems.Length == 0);
        if (!isValid) Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
    }

    [Fact]
    public void A_hook_is_there_for_every_member_of_the_contract()
    {
        var type = Compiler.Load(Shape.All["plain_record"].Compile()).GetType("Acme.TokenizeJob")!;
        Assert.Equal(
            ["AttachAsync by String", "AttachAsync by JobReference", "FromEnvironment by "],
            type.GetMethods(BindingFlags.Static | BindingFlags.Public)
                .Where(m => m.Name is "AttachAsync" or "FromEnvironment")
                .Select(m => $"{m.Name} by {m.GetParameters().ElementAtOrDefault(1)?.ParameterType.Name}"));
        var outputs = type.GetNestedType("Outputs")!;
        Assert.Contains(typeof(IJob<,>).MakeGenericType(type, outputs), type.GetInterfaces());
        foreach (var name in (string[])["SubmitAsync", "RunAsync", "PlanAsync"])
            Assert.NotNull(typeof(JobRunner).GetMethod(name)!.MakeGenericMethod(type, outputs));
    }

    [Theory]
    [InlineData("plain_record", "Acme.TokenizeJob")]
    [InlineData("record_struct", "Acme.Job")]
    [InlineData("job_derived_from_job", "Acme.First")]
    [InlineData("job_derived_from_job", "Acme.Second")]
    public void A_job_is_submitted_run_and_planned_by_itself_with_its_own_outputs(string shape, string job)
    {
        var caller = $$"""
            #pragma warning disable CS1591
            internal static class Caller
            {
                public static async System.Threading.Tasks.Task<{{job}}.Outputs> CallAsync(PaiSession session, {{job}} job)
                {
                    await job.PlanAsync(session);
                    await job.SubmitAsync(session, new() { JobName = "name" });
                    return (await job.RunAsync(session, cancellationToken: default)).Outputs;
                }
            }
            """;
        var compilation = Compiler.Create([Shape.All[shape].Source, Shape.Usings + caller]);

        Assert.DoesNotContain(
            Compiler.Messages(Compiler.WithGenerated(compilation)),
            m => m.Contains("error", StringComparison.Ordinal) && !m.Contains("CS8019", StringComparison.Ordinal));
    }
}
