using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Storage.Benchmarks;

/// <summary>The cost of a transfer: wall and CPU time in seconds, and by how much the resident memory grew at most, in MiB.</summary>
/// <remarks><see cref="FirstCpu"/> is the CPU time of what went before, uncounted.</remarks>
internal sealed record Footprint(double Wall, double Cpu, double Memory, double FirstCpu)
{
    public double ServerCpu { get; init; }

    /// <summary>Measures in this process, the memory from its idle state on.</summary>
    /// <param name="first">Goes before.</param>
    /// <param name="main">The transfer that is measured.</param>
    public static async Task<Footprint> OfAsync(Func<Task> first, Func<Task> main)
    {
        var (idle, began) = (StatusOf("VmRSS"), Cpu());
        await first();
        var (cpu, start) = (Cpu(), Stopwatch.GetTimestamp());
        await main();
        return new(Stopwatch.GetElapsedTime(start).TotalSeconds, Cpu() - cpu, StatusOf("VmHWM") - idle, cpu - began);

        static double Cpu() => Environment.CpuUsage.TotalTime.TotalSeconds;
    }

    /// <summary>Reads a line that a client wrote.</summary>
    public static Footprint Parse(string line)
    {
        var values = line.Split(' ').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray();
        return new(values[0], values[1], values[2], values[3]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Wall} {Cpu} {Memory} {FirstCpu}");

    private static double StatusOf(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(name + ':', StringComparison.Ordinal));
        var kilobytes = line.AsSpan(line.IndexOf(':', StringComparison.Ordinal) + 1).TrimEnd("kB");
        return double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
    }
}
