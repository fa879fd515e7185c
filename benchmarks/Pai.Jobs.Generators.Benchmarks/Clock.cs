using System.Diagnostics;

namespace Pai.Jobs.Generators.Benchmarks;

/// <summary>Times without the pauses of garbage collection, which depend on what else is on the heap.</summary>
internal static class Clock
{
    public static double Milliseconds(Action action)
    {
        GC.Collect();
        var pause = GC.GetTotalPauseDuration();
        var start = Stopwatch.GetTimestamp();
        action();
        return (Stopwatch.GetElapsedTime(start) - (GC.GetTotalPauseDuration() - pause)).TotalMilliseconds;
    }

    public static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
