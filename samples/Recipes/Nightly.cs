using Pai.Jobs;

namespace Recipes;

[ProcessingJob("""echo "report of $PAI_HPS_DAY" | tee "$PAI_OUTPUT_REPORT/report.txt" """, InstanceType = "local")]
public sealed partial record NightlyJob
{
    [Parameter]
    public DateOnly Day { get; init; }

    [Output]
    public OssUri? Report { get; init; }
}

/// <summary>
/// A job that a scheduler starts, and starts again if it is not sure: with the key there is one run for each day, and a process that comes
/// after a crash waits for the run that is there.
/// </summary>
internal static class Nightly
{
    public static async Task<int> RunAsync(PaiSession session, DateOnly day, CancellationToken cancellationToken)
    {
        var options = Cloud.OptionsOf(session) with { SubmitKey = $"nightly/{day:yyyy-MM-dd}" };
        var run = await new NightlyJob { Day = day }.RunAsync(session, options, cancellationToken);
        Console.WriteLine($"{run.Id}: {run.Outputs.Report}");
        return 0;
    }
}
