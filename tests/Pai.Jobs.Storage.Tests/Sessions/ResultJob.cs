namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>A job with two outputs, written by hand as the generator would.</summary>
internal sealed record ResultJob : IJob<ResultJob, ResultJob.ResultOutputs>
{
    public DataLocation? Model { get; init; }

    public DataLocation? Metrics { get; init; }

    public JobValues ToValues() => new JobValues(new("Acme.ResultJob", "true")
    {
        BaseJobName = "result_job",
        InstanceType = "local",
        Outputs = [new("model"), new("metrics")],
    }).Output("model", Model).Output("metrics", Metrics);

    public static ResultJob ReadFrom(JobReader reader) =>
        new() { Model = reader.Output<DataLocation>("model"), Metrics = reader.Output<DataLocation>("metrics") };

    internal sealed class ResultOutputs : JobOutputs
    {
        public JobOutput Model => Get("model");

        public JobOutput Metrics => Get("metrics");
    }
}
