using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Benchmarks;

/// <summary>What a run adds, in time and memory, to the bare <c>sh -c</c> of the same command in the same isolation.</summary>
internal static class RunOverhead
{
    private const int Rounds = 40;

    public static async Task MeasureAsync(LocalIsolation isolation, string folder)
    {
        var before = Environment.WorkingSet;
        await using var session = PaiSession.Local(new() { RunsDirectory = folder, Isolation = isolation });
        var bare = new List<double>();
        var runs = new List<double>();
        for (var i = -5; i < Rounds; i++)
        {
            var bareTime = await TimeAsync(() => BareAsync(isolation, "true"));
            var runTime = await TimeAsync(() => RunAsync(session, "true"));
            if (i < 0) continue;
            bare.Add(bareTime);
            runs.Add(runTime);
        }

        var added = runs.Zip(bare, (r, b) => r - b).ToList();
        GC.Collect();
        var host = (Environment.WorkingSet - before) / 1048576.0;
        var helpers = await MemoryAsync(session, folder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{isolation}: bare sh -c {Median(bare):0.0} ms, run {Median(runs):0.0} ms, added {Median(added):0.0} ms (of {Rounds} pairs: "
                + $"{added.Min():0.0} to {added.Max():0.0}); memory while it runs: its processes {helpers:0.0} MB, "
                + $"this process grew by {host:0.0} MB in all these runs"));
    }

    private static async Task RunAsync(PaiSession session, string command)
    {
        var run = await Submissions.SubmitAsync(session, command);
        if (await run.WaitAsync() != JobStatus.Succeeded) throw new InvalidOperationException($"{run} {run.Info.ReasonMessage}");
    }

    private static async Task BareAsync(LocalIsolation isolation, string command)
    {
        string[] arguments = isolation == LocalIsolation.Namespace
            ? ["unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", command]
            : ["sh", "-c", command];
        using var process = Process.Start(arguments[0], arguments[1..]);
        await process.WaitForExitAsync();
    }

    private static async Task<double> TimeAsync(Func<Task> action)
    {
        var start = Stopwatch.GetTimestamp();
        await action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>The resident size of all processes of a run but its command, in MB.</summary>
    private static async Task<double> MemoryAsync(PaiSession session, string folder)
    {
        const string Command = "exec sleep 4711";
        var run = await Submissions.SubmitAsync(session, Command);
        var helpers = 0.0;
        while (helpers == 0)
        {
            // Until the command is there: then everything of the run is.
            var processes = ProcessesOf(Path.Combine(folder, run.Id));
            if (processes.Exists(p => p.CommandLine.StartsWith("sleep\0" + "4711", StringComparison.Ordinal)))
                helpers =
                    processes.Where(p => !p.CommandLine.StartsWith("sleep\0" + "4711", StringComparison.Ordinal)).Sum(p => p.Megabytes);
            else await Task.Delay(TimeSpan.FromMilliseconds(10));
        }

        await run.StopAsync();
        await run.WaitAsync();
        return helpers;
    }

    /// <summary>The supervisor of a run and all below it.</summary>
    private static List<(string CommandLine, double Megabytes)> ProcessesOf(string run)
    {
        var all = new Dictionary<int, (int Parent, string CommandLine)>();
        foreach (var path in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                var status = File.ReadAllText(path + "/stat");
                var parent = int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
                all[int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture)] = (parent, File.ReadAllText(path + "/cmdline"));
            }
            catch (IOException)
            {
                // It ended while it was being looked at.
            }
        }

        var supervisor = all.Where(p => p.Value.CommandLine.Contains(run + "/supervise.sh", StringComparison.Ordinal))
            .Select(p => p.Key)
            .FirstOrDefault(-1);
        return [.. all.Where(p => IsBelow(p.Key)).Select(p => (p.Value.CommandLine, MegabytesOf(p.Key)))];

        bool IsBelow(int process)
        {
            for (; all.TryGetValue(process, out var found); process = found.Parent)
                if (process == supervisor) return true;
            return false;
        }
    }

    private static double MegabytesOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/smaps_rollup").First(l => l.StartsWith("Rss:", StringComparison.Ordinal));
            return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
