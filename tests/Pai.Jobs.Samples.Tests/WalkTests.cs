using System.Runtime.CompilerServices;

namespace Pai.Jobs.Samples.Tests;

/// <summary>The way of a newcomer, as eng/walk goes it.</summary>
[Trait("Kind", "Exhaustive")]
public class WalkTests
{
    [NamespaceFact]
    public async Task A_newcomer_gets_from_doctor_to_all_results_of_a_sweep_that_was_killed()
    {
        await using var home = new SampleHome();
        var bin = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../.."));

        var transcript = await home.RunAsync(
            0, "bash", Script(), bin, new DirectoryInfo(AppContext.BaseDirectory).Name);

        var steps = transcript.Split("\n$ ").Skip(1).ToList();
        var step = 0;
        Next("pai-jobs doctor", @"ok\s+local runs\s+work", "No problems.");
        Next("pai-jobs emulator");
        Next("pai-jobs doctor", @"ok\s+backend\s+dlc", @"ok\s+PAI-DLC\s+jobs can be listed", "No problems.");
        Next("sample QuickStart", "1461 days from 2012 to 2015", @"table  oss://pai-jobs/", "1,8.2,2.7,116.5,17.8,3.1");
        Next("pai-jobs jobs show", @"status\s+Succeeded", @"output\s+table  oss://pai-jobs/");
        Next("pai-jobs jobs logs", "1461 days from 2012 to 2015", @"wrote /ml/output/table/months\.csv");
        Next("pai-jobs jobs outputs", @"table\s+[\d.]+ \w+\s+months\.csv", @"chart\s+[\d.]+ KiB\s+months\.svg");
        Next("pai-jobs jobs outputs", "table: 1 file", "chart: 1 file");
        Next("head", "month,temp_max", "1,8.2,2.7,116.5,17.8,3.1");
        Next("Recipes sweep", "exit code 137");
        Next("Recipes sweep", "49 succeeded, 1 failed", "failed: rate 1, depth 9", "best: rate 0.3, depth 5, loss 0\n", "exit code 1");
        Next("pai-jobs jobs list", "50 jobs");
        Next("pai-jobs jobs logs", "the loss is NaN: rate 1 is too high for depth 9");
        Next("pai-jobs jobs why", "exit code 1");
        Next("pai-jobs cp");
        Next("find", @"\n49\n");
        Assert.Equal(steps.Count, step);

        void Next(string command, params string[] patterns)
        {
            Assert.StartsWith(command, steps[step], StringComparison.Ordinal);
            Assert.All(patterns, pattern => Assert.Matches(pattern, steps[step]));
            step++;
        }
    }

    private static string Script([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../eng/walk"));
}
