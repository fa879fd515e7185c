using System.ComponentModel.DataAnnotations;
using Pai.Jobs;

namespace AotSmoke;

/// <summary>A job whose code is this program: both sides of the library run ahead-of-time compiled.</summary>
[ProcessingJob("./Pai.Jobs.AotSmoke worker", SourceDir = ".", InstanceType = "local")]
public sealed partial record SmokeJob
{
    [Input]
    public required LocalPath Text { get; init; }

    [Input]
    public DataLocation? Missing { get; init; }

    [Output]
    public OssUri? Result { get; init; }

    [Parameter, Range(1, 9)]
    public int Times { get; init; } = 2;

    [Parameter, StringLength(40), RegularExpression("[^x]*")]
    public string Word { get; init; } = "it's \"quoted\"\nand $broken";

    [Parameter]
    public DayOfWeek Day { get; init; } = DayOfWeek.Friday;

    [Parameter]
    public DateTimeOffset? When { get; init; } = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.FromHours(8));

    [Parameter]
    public double[] Rates { get; init; } = [0.1, 1e-300];
}
