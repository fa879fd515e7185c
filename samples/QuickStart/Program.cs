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
    // On PAI a job runs in an image, on an instance type. PAI_JOBS_BACKEND=dlc runs this one there.
    var options = new RunOptions { StopOnCancel = true };
    if (session.Backend.Name == "dlc")
        options = options with { Image = Images.PyTorch.V1_12_Cpu_Py39_Ubuntu20_04, InstanceType = InstanceTypes.Ecs.G7.XLarge };
    var run = await job.RunAsync(session, options, cancel.Token);
    Console.WriteLine();
    Console.WriteLine($"table  {run.Outputs.Table}");
    Console.WriteLine($"chart  {run.Outputs.Chart}");
    Console.WriteLine();
    using var months = new StreamReader(await run.Outputs.Table.OpenReadAsync("months.csv", cancel.Token));
    for (var i = 0; i < 6 && await months.ReadLineAsync(cancel.Token) is { } line; i++) Console.WriteLine(line);
    return 0;
}
catch (JobCanceledException e)
{
    Console.Error.WriteLine(e.Message);
    return 130;
}
catch (PaiException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
