using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Pai.Jobs;

namespace JobService;

/// <summary>The other side: the job. Its span is a part of the trace in which it was submitted.</summary>
internal static class Worker
{
    private static readonly ActivitySource s_source = new("JobService.Worker");

    public static int Run()
    {
        using var tracing = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(r => r.AddService("job-worker"))
            .AddSource(s_source.Name)
            .AddConsoleExporter()
            .Build();
        var job = WordsJob.FromEnvironment();
        using var span = s_source.StartActivity("count words", ActivityKind.Consumer, JobTraceContext.Parent);

        var counts = job.Sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .GroupBy(w => w.ToLowerInvariant())
            .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"{g.Key} {g.Count()}")
            .ToList();
        File.WriteAllLines(Path.Combine(job.Counts!.FilePath!, "counts.txt"), counts);
        span?.SetTag("words", counts.Count);
        Console.WriteLine($"{counts.Count} different words");
        return 0;
    }
}
