namespace Pai.Jobs.Tests;

/// <summary>A job written by hand, as the generator would: the tests of the runtime do not depend on it.</summary>
internal sealed class TestJob : IJob<TestJob.TestOutputs>
{
    public static JobDefinition Definition { get; } = new("Acme.TestJob", "python main.py")
    {
        BaseJobName = "test_job",
        Image = "registry.example/team/image:1.0",
        InstanceType = "ecs.c6.large",
        Labels = new Dictionary<string, string> { ["team"] = "a", ["cost"] = "1" },
        Inputs = [new("corpus") { Required = true }, new("extra"), new("words") { DefaultUri = "/data/words" }],
        Outputs = [new("table")],
        Parameters = [new("count"), new("api_token")],
    };

    public DataUri? Corpus { get; init; } = DataUri.Parse("/data/corpus");

    public int Count { get; init; } = 3;

    public JobRequest ToRequest() => new JobRequest(Definition)
        .Input("corpus", Corpus)
        .Input("extra", null)
        .Input("words", null)
        .Output("table", null)
        .Parameter("count", ParameterType.Int32, Count)
        .Parameter("api_token", ParameterType.String, "s3cret-value");

    internal sealed class TestOutputs : JobOutputs
    {
        public OssUri Table => Get<OssUri>("table");

        public NasUri Mistyped => Get<NasUri>("table");
    }
}
