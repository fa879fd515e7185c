// Runs jobs for a test that kills or interrupts it meanwhile. Usage:
// Pai.Jobs.TestHost RUNS_DIRECTORY ISOLATION COUNT COMMAND: submits jobs, and writes the id of each on a line of its own once it is
//   submitted, "wait" before it waits for the last one, and its status at the end.
// Pai.Jobs.TestHost RUNS_DIRECTORY ISOLATION run|leave COMMAND: runs one job as RunAsync does, which for "leave" continues after Ctrl+C,
//   and writes what was thrown. The exit code is that of the program of a user who catches it.
using System.Globalization;
using Pai.Jobs;

await using var session = PaiSession.Local(new() { RunsDirectory = args[0], Isolation = Enum.Parse<LocalIsolation>(args[1]) });
if (!int.TryParse(args[2], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return await RunAsync();
var job = new JobSubmission
{
    RecordName = "Acme.Hosted",
    JobName = "hosted_1",
    Command = JobCommand.Shell(args[3]),
    InstanceType = "local",
    Outputs = [new() { Name = "out", MountPath = "/ml/output/out/" }],
    Parameters = [new("count", args[2])],
};
var last = "";
for (var i = 0; i < count; i++)
{
    last = (await session.Backend.SubmitAsync(await session.Backend.PrepareAsync(job, default))).Id;
    Console.WriteLine(last);
}

Console.WriteLine("wait");
Console.WriteLine(await (await session.AttachAsync(last)).WaitAsync());
return 0;

async Task<int> RunAsync()
{
    try
    {
        await new HostedJob().RunAsync(session, new()
        {
            Command = JobCommand.Shell(args[3]),
            CtrlC = args[2] == "leave" ? CtrlCBehavior.LeaveJob : CtrlCBehavior.Auto,
        });
        return 0;
    }
    catch (Exception e)
    {
        Console.WriteLine($"{e.GetType().Name}: {e.Message}");
        return e is OperationCanceledException ? 130 : 1;
    }
}
