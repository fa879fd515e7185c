using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.TestHost;

/// <summary>
/// Runs a batch of two jobs with a ledger, and kills itself at a step: <c>batch RUNS_DIRECTORY LEDGER STEP FILE</c>. The step is the number
/// of a report of progress, from 1. Each job adds a line to the file.
/// </summary>
internal static class KilledBatch
{
    /// <summary>The exit code is the number of jobs that did not succeed.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var session = PaiSession.Local(new() { RunsDirectory = args[1], Isolation = LocalIsolation.Process });
        var outcomes = await new[] { new HostedJob(), new HostedJob() }.RunAllAsync(session, new()
        {
            MaxParallel = 1,
            Ledger = args[2],
            Progress = new Killer(int.Parse(args[3], CultureInfo.InvariantCulture)),
            Run = new() { Command = JobCommand.Shell($"echo ran >>{args[4]}"), LogWriter = TextWriter.Null },
        });
        return outcomes.Count(o => !o.IsSuccess);
    }

    private sealed class Killer(int left) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value)
        {
            if (--left > 0) return;
            Console.WriteLine($"{value.Step} of {value.Index}");
            Console.Out.Flush();
            using var self = Process.GetCurrentProcess();
            self.Kill();
            // The signal ends this process: nothing may run between the call and its arrival.
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
