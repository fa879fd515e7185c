using System.Diagnostics;
using System.Runtime;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>Times without the pauses of garbage collection, which depend on what else is on the heap.</summary>
internal static class Clock
{
    private const long Budget = 2L << 30;

    public static double Milliseconds(Action action)
    {
        GC.Collect();
        var pause = GC.GetTotalPauseDuration();
        var start = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetElapsedTime(start) - (GC.GetTotalPauseDuration() - pause)).TotalMilliseconds;
    }

    /// <summary>For what keeps its own time: no collection comes in between.</summary>
    public static async Task<T> WithoutCollectionAsync<T>(Func<Task<T>> action)
    {
        GC.Collect();
        if (!GC.TryStartNoGCRegion(Budget))
            throw new InvalidOperationException("There is not enough memory to measure without a garbage collection.");
        var result = await action();
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
            throw new InvalidOperationException($"More than {Budget >> 20} MiB were allocated, so that a garbage collection was measured.");
        GC.EndNoGCRegion();
        return result;
    }

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
