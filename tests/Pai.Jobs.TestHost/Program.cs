// Submits jobs for a test that kills it meanwhile, or runs one that it interrupts (InterruptedRun.cs). Usage:
// Pai.Jobs.TestHost RUNS_DIRECTORY ISOLATION COUNT COMMAND [stop]
// It writes the id of each job on a line of its own once it is submitted, "wait" before it waits for the last one,
// and its status, reason and exit code at the end. With "stop" it stops the last job when that has written to the pipe go of its output.
// Pai.Jobs.TestHost walk RUNS_DIRECTORY FOLDER
// It makes every call with source, input and output in the folder, and writes what each threw. A folder that ends in /gone is made the
// current directory, and deleted; the others are beside it.
using System.Globalization;
using Pai.Jobs;
using Pai.Jobs.TestHost;

if (args is ["--version"]) return 0;
if (args is ["worker", var mode]) return await WorkerHost.RunAsync(mode);
if (args is ["transfer", ..]) return await TransferHost.RunAsync(args);
if (args is ["batch", _, _, _, _]) return await KilledBatch.RunAsync(args);
if (args is ["keyed", _, _, _, _]) return await KeyedSubmit.RunAsync(args);
if (args is ["dlc-keyed" or "dlc-batch", _, _, _, _, _]) return await KilledCloud.RunAsync(args);
if (args is [_, _, "run" or "leave", _]) return await InterruptedRun.RunAsync(args);
if (args is ["walk", var runs, var folder])
{
    if (Path.GetFileName(folder) == "gone")
    {
        Directory.SetCurrentDirectory(Directory.CreateDirectory(folder).FullName);
        Directory.Delete(folder);
        folder = Path.GetDirectoryName(folder)!;
    }

    var options = new LocalBackendOptions { RunsDirectory = runs.Length == 0 ? null : runs };
    foreach (var (call, error) in await FaultWalk.RunAsync(options, folder + "/src", folder + "/in", folder + "/out"))
        Console.WriteLine($"{call}|{error is null or PaiException}|{error?.GetType().Name}|{error?.Message.ReplaceLineEndings(" ")}");
    return 0;
}

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
var run = await session.AttachAsync(last);
if (args.Length > 4)
{
    // The pipe is there when the job says so.
    await foreach (var line in run.ReadLogsAsync()) if (line.Text == "running") break;
    await File.ReadAllTextAsync(run.Info.Outputs!["out"].FilePath + "go");
    await run.StopAsync();
}

Console.WriteLine($"{await run.WaitAsync()} {run.Info.ReasonCode} {run.Info.ExitCode}");
return 0;
