using System.ComponentModel.DataAnnotations;
using Pai.Jobs;

namespace CommandLineApp;

/// <summary>A job with an option of each kind, and names that collide.</summary>
[ProcessingJob(
    "echo \"$PAI_HPS_WORD $PAI_HPS_COUNT $PAI_HPS_LOUD $PAI_HPS_TAGS\"; cp \"$PAI_INPUT_DATA\"/* \"$PAI_OUTPUT_DATA\"/ 2>/dev/null"
    + " || cp \"$PAI_INPUT_DATA\" \"$PAI_OUTPUT_DATA\"/",
    InstanceType = "local", Description = "Copies a file")]
public sealed partial record CopyJob
{
    [Input]
    public required DataLocation Data { get; init; }

    [Output("data")]
    public DataLocation? Copy { get; init; }

    [Parameter(Description = "A word")]
    public required string Word { get; init; }

    [Parameter, Range(1, 9)]
    public int Count { get; init; } = 2;

    [Parameter]
    public bool Loud { get; init; }

    [Parameter]
    public string[] Tags { get; init; } = [];

    [Parameter]
    public DayOfWeek Day { get; init; } = DayOfWeek.Friday;

    [Parameter]
    public string? Image { get; init; }

    [Parameter]
    public Secret? Key { get; init; }
}

/// <summary>A job that ends as it is told.</summary>
[ProcessingJob("echo code $PAI_HPS_CODE; sleep $PAI_HPS_SECONDS; exit $PAI_HPS_CODE", InstanceType = "local")]
internal sealed partial record ExitJob
{
    [Parameter]
    public int Code { get; init; } = 3;

    [Parameter]
    public int Seconds { get; init; }
}

/// <summary>Jobs that the command line cannot name: it leaves them out.</summary>
public static partial class Hidden
{
    [ProcessingJob("true", InstanceType = "local")]
    private sealed partial record PrivateJob;

    [ProcessingJob("true", InstanceType = "local")]
    public sealed partial record GenericJob<T>;
}
