using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Pai.Jobs.Benchmarks;

/// <summary>How fast the lines of a job come through its log, beside <c>cat</c> of the same stream through one pipe.</summary>
internal static class LogThroughput
{
    private const long StreamBytes = 512L << 20;
    private const int Rounds = 3;

    public static async Task MeasureAsync(string folder)
    {
        foreach (var lineBytes in (int[])[20, 75, 200])
        {
            var file = Path.Combine(folder, $"lines-{lineBytes}");
            var lines = WriteLines(file, lineBytes);
            var (pipe, log, memory) = (new List<double>(), new List<double>(), 0.0);
            for (var i = 0; i < Rounds; i++)
            {
                pipe.Add(await PipeAsync(file));
                var (seconds, megabytes) = await LogAsync(folder, file, lines);
                log.Add(seconds);
                memory = Math.Max(memory, megabytes);
            }

            File.Delete(file);
            var (p, l) = (pipe.Min(), log.Min());
            const double Megabytes = StreamBytes / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"lines of {lineBytes} bytes, {lines} of them: one pipe {Megabytes / p:0} MB/s; log {Megabytes / l:0} MB/s, "
                    + $"{lines / l / 1e6:0.00} million lines/s, {p / l:0.00} of the pipe; this process grew by {memory:0} MB"));
        }
    }

    private static long WriteLines(string path, int lineBytes)
    {
        var block = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Range(0, 10_000).Select(i => i.ToString("D8", null).PadRight(lineBytes - 1, 'x') + "\n")));
        using var file = File.Create(path);
        long written = 0;
        for (; written < StreamBytes; written += block.Length) file.Write(block);
        return written / lineBytes;
    }

    private static async Task<double> PipeAsync(string file)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("cat", [file]) { RedirectStandardOutput = true })!;
        var buffer = new byte[1 << 16];
        while (await process.StandardOutput.BaseStream.ReadAsync(buffer) > 0)
        {
            // Only read: the limit of one pipe.
        }

        await process.WaitForExitAsync();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static async Task<(double Seconds, double Megabytes)> LogAsync(string folder, string file, long lines)
    {
        await using var session = PaiSession.Local(
            new() { RunsDirectory = Path.Combine(folder, "runs"), Isolation = LocalIsolation.Process });
        GC.Collect();
        var (before, peak, count) = (Environment.WorkingSet, 0L, 0L);
        var start = Stopwatch.GetTimestamp();
        var run = await Submissions.SubmitAsync(session, $"exec cat '{file}'");
        await foreach (var line in run.ReadLogsAsync())
        {
            if ((++count & 0xFFFFF) == 0) peak = Math.Max(peak, Environment.WorkingSet);
        }

        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        if (count != lines) throw new InvalidOperationException($"{count} lines of {lines} came.");
        await run.WaitAsync();
        await run.DeleteAsync();
        return (seconds, (peak - before) / 1048576.0);
    }
}
