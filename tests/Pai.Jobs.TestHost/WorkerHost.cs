using System.Globalization;
using System.Text;

namespace Pai.Jobs.TestHost;

/// <summary>A job's own program: <c>Pai.Jobs.TestHost worker MODE</c>.</summary>
internal static class WorkerHost
{
    public static Task<int> RunAsync(string mode) => JobContext.RunAsync(context => mode switch
    {
        "write" => WriteAsync(context),
        "fail" => FailAsync(context),
        _ => WaitAsync(context),
    });

    private static async Task WriteAsync(JobContext context)
    {
        var output = context.Output("out");
        await foreach (var line in context.Input("in").ReadLinesAsync("a.txt")) await output.WriteAllTextAsync(line, line);
        context.ReportProgress(0.5, "half");
        context.ReportMetric("loss", 0.25, 3);
        Console.WriteLine($"{context.JobName} {context.Rank} of {context.WorldSize}");
        context.ReportProgress(1);
        await output.PublishAsync();
    }

    private static Task FailAsync(JobContext context)
    {
        Console.WriteLine("at work");
        if (context.Rank == 0) throw new JobFailureException("no-data", "There are no days.") { ExitCode = 9 };
        return Task.Delay(Timeout.Infinite, context.Stopping);
    }

    /// <summary>Continues where an earlier start was stopped, and saves when it is stopped itself.</summary>
    private static async Task WaitAsync(JobContext context)
    {
        var checkpoints = context.Checkpoints(context.Output("out"));
        var count = 0;
        await checkpoints.TryRestoreAsync(async (stream, token) =>
        {
            using var reader = new StreamReader(stream);
            count = int.Parse(await reader.ReadToEndAsync(token), CultureInfo.InvariantCulture);
        });
        var stopped = new TaskCompletionSource();
        using var registration = context.Stopping.Register(stopped.SetResult);
        Console.WriteLine($"started {count}");
        await stopped.Task;
        var state = Encoding.UTF8.GetBytes($"{count + 1}");
        await checkpoints.SaveAsync(async (stream, token) => await stream.WriteAsync(state, token));
        Console.WriteLine("saved");
        context.Stopping.ThrowIfCancellationRequested();
    }
}
