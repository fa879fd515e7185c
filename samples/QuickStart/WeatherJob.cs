using System.ComponentModel.DataAnnotations;
using Pai.Jobs;

namespace QuickStart;

/// <summary>Sums up daily weather by month, as a table and as a chart.</summary>
[ProcessingJob("python main.py", SourceDir = "weather_job", InstanceType = "local", BaseJobName = "weather", MaxRunTimeSeconds = 300)]
public sealed partial record WeatherJob
{
    /// <summary>A file with a line for each day: date, precipitation, temp_max, temp_min, wind, weather.</summary>
    [Input]
    public required DataLocation Weather { get; init; }

    /// <summary>The months as a table.</summary>
    [Output]
    public OssUri? Table { get; init; }

    /// <summary>The months as a picture.</summary>
    [Output]
    public OssUri? Chart { get; init; }

    /// <summary>The first year.</summary>
    [Parameter, Range(1900, 2100)]
    public int FirstYear { get; init; } = 2012;

    /// <summary>The last year.</summary>
    [Parameter, Range(1900, 2100)]
    public int LastYear { get; init; } = 2015;

    /// <summary>The unit of the temperatures.</summary>
    [Parameter]
    public TemperatureUnit Unit { get; init; } = TemperatureUnit.Celsius;
}

public enum TemperatureUnit
{
    Celsius,
    Fahrenheit,
}
