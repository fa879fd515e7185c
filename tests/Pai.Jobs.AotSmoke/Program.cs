using AotSmoke;
using Pai.Jobs;

if (args is ["worker"])
{
    var mine = SmokeJob.FromEnvironment();
    File.WriteAllText(
        Path.Combine(mine.Result!.FilePath!, "text"), string.Concat(Enumerable.Repeat(File.ReadAllText(mine.Text.FilePath!), mine.Times)));
    Console.WriteLine(Show(mine));
    return 0;
}

var folder = Directory.CreateTempSubdirectory("pai-aot-");
try
{
    await using var session = PaiSession.Local(new() { RunsDirectory = Path.Combine(folder.FullName, "runs") });
    var text = Path.Combine(folder.FullName, "text");
    File.WriteAllText(text, "again ");

    try
    {
        await new SmokeJob { Text = text, Times = 10, Word = "xyz" }.RunAsync(session);
        return Fail("a job with two wrong values was accepted");
    }
    catch (JobValidationException e) when (e.Problems.Count == 2)
    {
    }

    var job = new SmokeJob { Text = text, Times = 3 };
    var plan = await job.PlanAsync(session);
    if (!plan.ToJson().Contains("\"times\"", StringComparison.Ordinal)) return Fail("the plan lacks a parameter: " + plan);

    using var log = new StringWriter();
    var run = await job.RunAsync(session, new() { LogWriter = log });
    var result = File.ReadAllText(Path.Combine(run.Outputs.Result.FilePath!, "text"));
    if (result != "again again again ") return Fail("the job wrote " + result);
    if (!log.ToString().Contains(Show(job), StringComparison.Ordinal)) return Fail($"the job was given\n{log}\nnot\n{Show(job)}");

    // Without a region and credentials nothing is asked, and the catalog answers.
    await using var offline = PaiSession.CreateDefault(b =>
    {
        b.Environment = _ => null;
        b.UseLocal(new() { RunsDirectory = folder.FullName });
    });
    var image = await offline.Images.RetrieveAsync("PyTorch", "1.8", Accelerator.Gpu);
    if (image is not { IsFromCatalog: true, FrameworkVersion: "1.8PAI" }) return Fail("the catalog has the image " + image);

    var again = await SmokeJob.AttachAsync(session, run.Id);
    if (again.Status != JobStatus.Succeeded || again.Outputs.Result.ToString() != run.Outputs.Result.ToString())
        return Fail("attached to another job");
    Console.WriteLine("The library runs ahead-of-time compiled.");
    return 0;
}
finally
{
    folder.Delete(recursive: true);
}

static string Show(SmokeJob job) => $"{job.Times} {job.Word} {job.Day} {job.When:O} {string.Join(' ', job.Rates)}";

static int Fail(string message)
{
    Console.Error.WriteLine(message);
    return 1;
}
