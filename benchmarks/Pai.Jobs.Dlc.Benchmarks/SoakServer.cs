using Pai.Jobs.Emulator;

namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>
/// The emulator of <see cref="Soak"/> as a process: its port and key on a line, then, for each line that it reads, the number of its jobs
/// and of the requests and faults since the last.
/// </summary>
internal static class SoakServer
{
    public const string Workspace = "123456";
    public const string Bucket = "bucket";

    public static async Task ServeAsync()
    {
        await using var emulator = await PaiEmulator.StartAsync();
        emulator.CreateBucket(Bucket);
        emulator.AiWorkspace.Workspaces = [new(Workspace, "team")];
        emulator.Dlc.ListDelay = TimeSpan.FromSeconds(0.5);
        emulator.Dlc.OnCreate(ScriptOf);
        var faults = Faults().ToList();
        foreach (var fault in faults) emulator.Faults.Add(fault);
        Console.WriteLine($"{emulator.Endpoint.Port} {emulator.AccessKey.Id} {emulator.AccessKey.Secret}");
        var fired = 0;
        while (await Console.In.ReadLineAsync() is not null)
        {
            var jobs = emulator.Dlc.Jobs;
            var doubled = jobs.Count - jobs.Select(j => j.DisplayName).Distinct().Count();
            var hits = faults.Sum(f => f.Hits);
            Console.WriteLine($"{jobs.Count}{(doubled == 0 ? "" : $"({doubled}-doubled)")} {emulator.Requests.Count} {hits - fired}");
            fired = hits;
            emulator.ClearRequests();
        }
    }

    /// <summary>A job that queues for half a second and runs for two, and writes all the time.</summary>
    private static EmulatedJob ScriptOf(EmulatedJobInfo job)
    {
        var (queuing, running) = (TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2));
        var script = new EmulatedJob().Succeeds(queuing, running);
        for (var i = 0; i < Soak.LinesOfJob; i++)
            script.Log(queuing + running * i / Soak.LinesOfJob, Soak.LineOf(job.DisplayName, i));
        return script.Log(queuing + running, $"[pai-jobs:end {job.Tags[DlcJobBody.MarkerTag]} command 0]");
    }

    private static IEnumerable<FaultRule> Faults()
    {
        yield return new(Fault.LoseAnswer()) { Operation = EmulatedOperation.CreateJob, Probability = 0.01 };
        yield return new(Fault.Throttle(TimeSpan.FromMilliseconds(50))) { Operation = EmulatedOperation.CreateJob, Probability = 0.01 };
        foreach (var operation in (EmulatedOperation[])
            [EmulatedOperation.GetJob, EmulatedOperation.ListJobs, EmulatedOperation.GetPodLogs, EmulatedOperation.PutObject])
        {
            yield return new(Fault.ResetBeforeHeaders()) { Operation = operation, Probability = 0.005 };
            yield return new(Fault.InternalError(isXml: operation == EmulatedOperation.PutObject))
            {
                Operation = operation,
                Probability = 0.005,
            };
        }
    }
}
