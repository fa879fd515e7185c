using System.ComponentModel.DataAnnotations;

namespace Pai.Jobs.WebConsole.Tests.Browser;

/// <summary>A job with parameters that have checks.</summary>
[ProcessingJob(
    """
    echo "year $PAI_HPS_FIRST_YEAR in $PAI_HPS_UNIT for $PAI_HPS_STATION"
    echo 1,2 >"$PAI_OUTPUT_TABLE/a.csv"
    """,
    InstanceType = "local",
    BaseJobName = "form")]
internal sealed partial record FormJob
{
    [Parameter, Range(1900, 2100)]
    public int FirstYear { get; init; } = 2012;

    [Parameter]
    public TemperatureUnit Unit { get; init; } = TemperatureUnit.Celsius;

    [Parameter, RegularExpression("[A-Z]{3}")]
    public string Station { get; init; } = "SEA";

    [Output]
    public OssUri? Table { get; init; }
}
