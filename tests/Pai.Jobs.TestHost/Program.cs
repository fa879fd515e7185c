// Submits jobs for a test that kills it meanwhile. Usage: Pai.Jobs.TestHost RUNS_DIRECTORY ISOLATION COUNT COMMAND
// It writes the id of each job on a line of its own once it is submitted, "wait" before it waits for the last one,
// and its status at the end.
using System.Globalization;
using Pai.Jobs;

var count = int.Parse(args[2], CultureInfo.InvariantCulture);
await using var session = PaiSession.Local(new() { RunsDirectory = args[0], Isolation = Enum.Parse<LocalIsolation>(args[1]) });
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
