namespace Pai.Jobs.Tests;

/// <summary>A job of two outputs and a parameter, whose command is the test's.</summary>
internal sealed record ShellJob : IJob<ShellJob, ShellJob.ShellOutputs>
{
    public static JobDefinition Definition { get; } = new("Acme.ShellJob", "true")
    {
        BaseJobName = "shell",
        InstanceType = "local",
        Outputs = [new("gate"), new("out")],
        Parameters = [new("word")],
    };

    public DataLocation? Gate { get; init; }

    public string? Word { get; init; }

    public JobValues ToValues() => new JobValues(Definition)
        .Output("gate", Gate)
        .Output("out", null)
        .Parameter("word", ParameterType.String, Word);

    public static ShellJob ReadFrom(JobReader reader) => new()
    {
        Gate = reader.Output<DataLocation>("gate", null),
        Word = reader.String("word", null),
    };

    internal sealed class ShellOutputs : JobOutputs
    {
        public JobOutput Out => Get("out");
    }
}
