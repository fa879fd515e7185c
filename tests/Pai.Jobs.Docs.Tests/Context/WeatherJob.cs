namespace Sample;

[ProcessingJob("python main.py", SourceDir = "weather_job", InstanceType = "local")]
public sealed partial record WeatherJob
{
    [Input] public required DataLocation Weather { get; init; }
    [Output] public OssUri? Table { get; init; }
    [Parameter] public int FirstYear { get; init; } = 2012;
    [Parameter] public int LastYear { get; init; } = 2015;
}
