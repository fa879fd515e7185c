using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Pai.Jobs;

namespace Recipes;

/// <summary>Stands for a training: the loss follows from the parameters, and it diverges where both are large.</summary>
[ProcessingJob(
    """
    awk -v rate="$PAI_HPS_RATE" -v depth="$PAI_HPS_DEPTH" 'BEGIN {
        if (rate * depth > 8.9) { print "the loss is NaN: rate " rate " is too high for depth " depth; exit 1 }
        printf "%.4f\n", (rate - 0.3) ^ 2 + (depth - 5) ^ 2 / 10
    }' > loss.txt && cp loss.txt "$PAI_OUTPUT_RESULT" || { cat loss.txt; exit 1; }
    """,
    InstanceType = "local")]
public sealed partial record TrainJob
{
    [Parameter, Range(0.0, 1.0)]
    public double Rate { get; init; }

    [Parameter, Range(1, 10)]
    public int Depth { get; init; }

    [Output]
    public OssUri? Result { get; init; }
}

/// <summary>Many sets of parameters, a few jobs at a time. Started again with the same ledger, it goes on.</summary>
internal static class Sweep
{
    public static async Task<int> RunAsync(PaiSession session, string ledger, int count, CancellationToken cancellationToken)
    {
        // The last set diverges, so that there is a failure to look at.
        var jobs = Enumerable.Range(0, count)
            .Select(i => i == count - 1
                ? new TrainJob { Rate = 1, Depth = 9 }
                : new TrainJob { Rate = i % 10 / 10.0, Depth = 1 + i / 10 % 8 });
        var outcomes = await jobs.RunAllAsync(
            session,
            new()
            {
                Ledger = ledger,
                Run = Cloud.OptionsOf(session),
                Progress = new Progress<BatchProgress>(Report),
            },
            cancellationToken);

        var best = (Loss: double.MaxValue, Job: (TrainJob?)null);
        foreach (var outcome in outcomes.Where(o => o.IsSuccess))
        {
            using var result = new StreamReader(await outcome.Run!.Outputs.Result.OpenReadAsync("loss.txt", cancellationToken));
            var loss = double.Parse((await result.ReadLineAsync(cancellationToken))!, CultureInfo.InvariantCulture);
            if (loss < best.Loss) best = (loss, outcome.Job);
        }

        var failed = outcomes.Where(o => !o.IsSuccess).ToList();
        Console.WriteLine($"{outcomes.Count - failed.Count} succeeded, {failed.Count} failed");
        foreach (var outcome in failed) Console.WriteLine($"failed: rate {outcome.Job.Rate}, depth {outcome.Job.Depth}");
        if (best.Job is { } job) Console.WriteLine($"best: rate {job.Rate}, depth {job.Depth}, loss {best.Loss}");
        return failed.Count == 0 ? 0 : 1;
    }

    private static void Report(BatchProgress progress)
    {
        if (progress.Step is BatchStep.Succeeded or BatchStep.Failed)
            Console.Error.WriteLine($"{progress.Succeeded + progress.Failed} of {progress.Total} have ended, {progress.Failed} failed");
    }
}
