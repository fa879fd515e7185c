namespace Pai.Jobs.Storage.Tests.Sessions;

/// <summary>A job with one input, written by hand as the generator would.</summary>
internal sealed record DataJob(MountAccess Access = MountAccess.Default) : IJob<DataJob, DataJob.DataOutputs>
{
    public DataLocation? Data { get; init; }

    public JobValues ToValues() => new JobValues(new("Acme.DataJob", "true")
    {
        BaseJobName = "data_job",
        InstanceType = "local",
        Inputs = [new("data") { Required = true, MountAccess = Access }],
    }).Input("data", Data);

    public static DataJob ReadFrom(JobReader reader) => new() { Data = reader.Input<DataLocation>("data") };

    internal sealed class DataOutputs : JobOutputs;
}
