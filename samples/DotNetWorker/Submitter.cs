using Pai.Jobs;

namespace DotNetWorker;

/// <summary>This side of the job: gives it its values, waits, and shows what it made.</summary>
internal static class Submitter
{
    public static async Task<int> RunAsync()
    {
        using var cancel = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            cancel.Cancel();
        };

        try
        {
            await using var session = PaiSession.CreateDefault();
            var job = new SpellsJob { Weather = Path.Combine(AppContext.BaseDirectory, "data", "seattle-weather.csv"), WetFrom = 0.5 };
            var run = await job.RunAsync(session, new() { StopOnCancel = true }, cancel.Token);
            Console.WriteLine();
            Console.WriteLine($"table  {run.Outputs.Table}");
            Console.WriteLine($"chart  {run.Outputs.Chart}");
            Console.WriteLine();
            Console.Write(File.ReadAllText(Path.Combine(run.Outputs.Table.FilePath!, "spells.csv")));
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
    }
}
