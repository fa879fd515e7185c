namespace Pai.Jobs.Tests;

/// <summary>A job written by hand, as the generator would: the tests of the runtime do not depend on it.</summary>
internal sealed record TestJob : IJob<TestJob, TestJob.TestOutputs>
{
    public static JobDefinition Definition { get; } = Define(null);

    private static JobDefinition Define(RetryOptions? retry) => new("Acme.TestJob", "python main.py")
    {
        BaseJobName = "test_job",
        Image = "registry.example/team/image:1.0",
        InstanceType = "ecs.c6.large",
        Labels = new Dictionary<string, string> { ["team"] = "a", ["cost"] = "1" },
        Inputs = [new("corpus") { Required = true }, new("extra"), new("words") { DefaultUri = "/data/words" }],
        Outputs = [new("table")],
        Parameters = [new("count"), new("api_token"), new("password") { IsSecret = true }],
        Retry = retry,
    };

    /// <summary>The retries that the record's definition has.</summary>
    public RetryOptions? Retry { get; init; }

    public DataLocation? Corpus { get; init; } = DataLocation.Parse("/data/corpus");

    public DataLocation? Table { get; init; }

    public int Count { get; init; } = 3;

    public Secret? Password { get; init; }

    public JobValues ToValues() => new JobValues(Retry is null ? Definition : Define(Retry))
        .Input("corpus", Corpus)
        .Input("extra", null)
        .Input("words", null)
        .Output("table", Table)
        .Parameter("count", ParameterType.Int32, Count)
        .Parameter("api_token", ParameterType.String, "s3cret-value")
        .Parameter("password", ParameterType.Secret, Password);

    public static TestJob ReadFrom(JobReader reader) => new()
    {
        Corpus = reader.Input<DataLocation>("corpus"),
        Table = reader.Output<DataLocation>("table", null),
        Count = reader.Int32("count", 3),
        Password = reader.Parameter("password", ParameterType.Secret, null),
    };

    internal sealed class TestOutputs : JobOutputs
    {
        public JobOutput Table => Get("table");

        public JobOutput Mistyped => Get("tabel");
    }
}
