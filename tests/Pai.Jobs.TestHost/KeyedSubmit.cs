using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.TestHost;

/// <summary>
/// Submits one job with a key, and kills itself at a step: <c>keyed RUNS_DIRECTORY KEY STEP FILE</c>. The step is the number of a report of
/// progress, from 1. The job adds a line to the file.
/// </summary>
internal static class KeyedSubmit
{
    public static async Task<int> RunAsync(string[] args)
    {
        await using var session = PaiSession.Local(new() { RunsDirectory = args[1], Isolation = LocalIsolation.Process });
        var job = new JobSubmission
        {
            RecordName = "Acme.Hosted",
            JobName = "hosted_1",
            SubmitKey = args[2],
            Command = JobCommand.Shell($"echo ran >>{args[4]}"),
            InstanceType = "local",
        };
        var killer = new Killer(int.Parse(args[3], CultureInfo.InvariantCulture));
        await session.Backend.SubmitAsync(await session.Backend.PrepareAsync(job, default), killer);
        return 0;
    }

    /// <summary>Kills this process at the n-th report, as a user or the system would: nothing of it runs after that.</summary>
    private sealed class Killer(int left) : IProgress<SubmitProgress>
    {
        public void Report(SubmitProgress value)
        {
            if (--left > 0) return;
            Console.WriteLine(value.Step);
            Console.Out.Flush();
            using var self = Process.GetCurrentProcess();
            self.Kill();
            // The signal ends this process: nothing may run between the call and its arrival.
            Thread.Sleep(Timeout.Infinite);
        }
    }
}
