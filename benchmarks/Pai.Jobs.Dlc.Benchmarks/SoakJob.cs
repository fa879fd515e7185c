namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>A job without channels or parameters, as the generator would write it.</summary>
internal sealed record SoakJob : IJob<SoakJob, SoakJob.SoakOutputs>
{
    private static readonly JobDefinition s_definition = new("Acme.SoakJob", "python train.py")
    {
        BaseJobName = "soak",
        Image = "registry.example.com/acme/train:1",
        InstanceType = "ecs.g7.xlarge",
    };

    public JobValues ToValues() => new(s_definition);

    public static SoakJob ReadFrom(JobReader reader) => new();

    internal sealed class SoakOutputs : JobOutputs;
}
