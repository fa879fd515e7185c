namespace Pai.Jobs.Dlc.Tests.Sessions;

/// <summary>A job with an input of any kind, two outputs, a parameter and a secret, written by hand as the generator would.</summary>
internal sealed record TrainJob : IJob<TrainJob, TrainJob.TrainOutputs>
{
    public DataLocation? Data { get; init; }

    public DataLocation? Model { get; init; }

    public DataLocation? Metrics { get; init; }

    public int Epochs { get; init; } = 3;

    public Secret? ApiKey { get; init; }

    public MountAccess DataAccess { get; init; }

    public JobValues ToValues() => new JobValues(new("Acme.TrainJob", "python train.py")
    {
        BaseJobName = "train_job",
        Image = "registry.{region}.aliyuncs.com/acme/train:1",
        InstanceType = "ecs.g7.xlarge",
        Inputs = [new("data") { MountAccess = DataAccess }],
        Outputs = [new("model"), new("metrics")],
        Parameters = [new("epochs"), new("api_key") { IsSecret = true }],
    }).Input("data", Data).Output("model", Model).Output("metrics", Metrics)
        .Int32("epochs", Epochs).Parameter("api_key", ParameterType.Secret, ApiKey);

    public static TrainJob ReadFrom(JobReader reader) => new()
    {
        Data = reader.Input<DataLocation>("data", null),
        Model = reader.Output<DataLocation>("model", null),
        Metrics = reader.Output<DataLocation>("metrics", null),
        Epochs = reader.Int32("epochs", 3),
        ApiKey = reader.Parameter("api_key", ParameterType.Secret, null),
    };

    internal sealed class TrainOutputs : JobOutputs
    {
        public JobOutput Model => Get("model");

        public JobOutput Metrics => Get("metrics");
    }
}
