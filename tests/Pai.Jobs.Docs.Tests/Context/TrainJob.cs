namespace Sample;

[ProcessingJob("./Train", SourceDir = "train", InstanceType = "local")]
public sealed partial record TrainJob
{
    [Input] public required DataLocation Corpus { get; init; }
    [Checkpoint] public OssUri? State { get; init; }
    [Output] public OssUri? Model { get; init; }
    [Parameter] public int Epochs { get; init; } = 3;
}
