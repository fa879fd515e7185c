namespace WordCount;

[ProcessingJob("sh count.sh", SourceDir = "word_count", InstanceType = "local")]
public sealed partial record WordCountJob
{
    [Input] public required DataLocation Text { get; init; }
    [Output] public OssUri? Counts { get; init; }
    [Parameter] public int Top { get; init; } = 10;
}
