using Pai.Jobs;
using QuickStart;

using var cancel = new CancellationTokenSource();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    cancel.Cancel();
};

if (!Python.IsInstalled())
{
    Console.Error.WriteLine(
        "The job of this sample is a Python script, and there is no Python 3 on the path. On Debian and Ubuntu: apt-get install python3");
    return 1;
}

try
{
    await using var session = PaiSession.CreateDefault();
    var job = new WeatherJob { Weather = Path.Combine(AppContext.BaseDirectory, "data", "seattle-weather.csv") };
    var run = await job.RunAsync(session, new() { StopOnCancel = true }, cancel.Token);
    Console.WriteLine();
    Console.WriteLine($"table  {run.Outputs.Table}");
    Console.WriteLine($"chart  {run.Outputs.Chart}");
    Console.WriteLine();
    foreach (var line in File.ReadLines(Path.Combine(run.Outputs.Table.FilePath!, "months.csv")).Take(6)) Console.WriteLine(line);
    return 0;
}
catch (JobCanceledException e)
{
    Console.Error.WriteLine(e.Message);
    return 130;
}
catch (JobException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
