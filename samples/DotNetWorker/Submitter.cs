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
            // The job has published the output last: without a manifest it may be incomplete.
            foreach (var file in (await run.Outputs.Table.ReadManifestAsync(cancel.Token))!.Files)
            {
                await using var stream = await run.Outputs.Table.OpenReadAsync(file.Path, cancel.Token);
                using var reader = new StreamReader(stream);
                Console.Write(await reader.ReadToEndAsync(cancel.Token));
            }

            return 0;
        }
        catch (JobCanceledException e)
        {
            Console.Error.WriteLine(e.Message);
            return 130;
        }
        catch (JobFailedException e) when (e.Failure is { Code: "no-days" })
        {
            Console.Error.WriteLine($"Choose other days. {e.Failure.Message}");
            return 1;
        }
        catch (JobException e)
        {
            Console.Error.WriteLine(e.Message);
            return 1;
        }
    }
}
