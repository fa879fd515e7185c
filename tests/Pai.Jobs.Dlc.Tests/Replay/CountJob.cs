namespace Pai.Jobs.Dlc.Tests.Replay;

/// <summary>A job of a shell script, written by hand as the generator would.</summary>
internal sealed record CountJob : IJob<CountJob, CountJob.CountOutputs>
{
    public DataLocation? Data { get; init; }

    public DataLocation? Result { get; init; }

    public int Times { get; init; } = 3;

    public string? Title { get; init; }

    public Secret? Key { get; init; }

    public string? Version { get; init; }

    public string? Options { get; init; }

    public string? SourceDir { get; init; }

    public JobValues ToValues() => new JobValues(new("Acme.CountJob", "sh count.sh")
    {
        BaseJobName = "count_job",
        Image = "registry.{region}.aliyuncs.com/acme/count:1",
        InstanceType = "ecs.g7.xlarge",
        SourceDir = SourceDir,
        Inputs = [new("data") { DatasetVersion = Version, MountOptions = Options }],
        Outputs = [new("result") { DatasetVersion = Version, MountOptions = Options }],
        Parameters = [new("times"), new("title"), new("key") { IsSecret = true }],
    }).Input("data", Data).Output("result", Result)
        .Parameter("times", ParameterType.Int32, Times, ParameterCheck.Range(1, 9))
        .String("title", Title).Parameter("key", ParameterType.Secret, Key);

    public static CountJob ReadFrom(JobReader reader) => new()
    {
        Data = reader.Input<DataLocation>("data", null),
        Result = reader.Output<DataLocation>("result", null),
        Times = reader.Int32("times", 3),
        Title = reader.String("title", null),
        Key = reader.Parameter("key", ParameterType.Secret, null),
    };

    internal sealed class CountOutputs : JobOutputs
    {
        public JobOutput Result => Get("result");
    }
}
