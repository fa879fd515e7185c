namespace Sample;

#if DLC
[ProcessingJob(
    "python main.py",
    SourceDir = "weather_job",
    Image = Images.PyTorch.V1_12_Cpu_Py39_Ubuntu20_04,
    InstanceType = InstanceTypes.Ecs.G7.XLarge,
    MaxRunTimeSeconds = 7200)]
#else
[ProcessingJob("python main.py", SourceDir = "weather_job", InstanceType = "local")]
#endif
public sealed partial record WeatherJob
{
    [Input] public required DataLocation Weather { get; init; }
    [Output] public OssUri? Table { get; init; }
    [Output] public OssUri? Chart { get; init; }
    [Parameter] public int FirstYear { get; init; } = 2012;
    [Parameter] public int LastYear { get; init; } = 2015;
    [Parameter] public TemperatureUnit Unit { get; init; } = TemperatureUnit.Celsius;
}
