namespace Pai.Jobs.TestHost;

/// <summary>A job without channels or parameters; its command comes with the options of the run.</summary>
public sealed record HostedJob : IJob<HostedJob, HostedJob.HostedOutputs>
{
    public static JobDefinition Definition { get; } = new("Acme.Hosted", "true")
    {
        BaseJobName = "hosted",
        InstanceType = "local",
        Image = "registry.example/acme/hosted:1",
        Inputs = [],
        Outputs = [],
        Parameters = [],
    };

    public JobValues ToValues() => new(Definition);

    public static HostedJob ReadFrom(JobReader reader) => new();

    public sealed class HostedOutputs : JobOutputs;
}
