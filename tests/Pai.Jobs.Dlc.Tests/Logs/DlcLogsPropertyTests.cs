using System.Globalization;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>
/// Random jobs, with several nodes, restarts and random ends of reading, are read over the wire to the truth, line by line. The model is
/// that of <see cref="ModelLog"/>; a pod that was replaced, or whose job has ended, writes nothing more, and its last lines are there
/// within ten seconds.
/// </summary>
public class DlcLogsPropertyTests
{
    private const string Variable = "PAI_LOG_CASES";

    [Fact]
    public Task Random_jobs_are_read_without_loss_or_doubling() => CheckAsync(first: 1, count: 8);

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public Task Many_random_jobs_are_read_without_loss_or_doubling() => CheckAsync(
        first: 1000, count: int.TryParse(Environment.GetEnvironmentVariable(Variable), out var count) ? count : 50);

    private static async Task CheckAsync(int first, int count)
    {
        for (var seed = first; seed < first + count; seed++)
        {
            try
            {
                await CheckAsync(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Seed {seed}: {e.Message}"), e);
            }
        }
    }

    private static async Task CheckAsync(Random random)
    {
        using var service = new LogService(new() { Pod = new() { MaxLines = 60 }, CallsPerSecond = 1000 }) { HasTag = random.Next(2) == 0 };
        service.At(0, "Queuing").At(random.Next(30), "Running");
        var precision = random.Next(3) == 0 ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(1);
        var cutsEnd = random.Next(2) == 0;
        var truth = new Dictionary<string, List<string>>();
        double last = 30;
        foreach (var node in Enumerable.Range(0, random.Next(1, 4)).Select(i => $"worker-{i}"))
        {
            double time = random.Next(40);
            truth[node] = [];
            for (var pods = random.Next(1, 4); pods > 0; pods--)
            {
                var log = new ModelLog { MaxLines = 60, Precision = precision, CutsEnd = cutsEnd };
                var began = time;
                Write(log, ref time, random, truth[node]);
                if (service.HasTag && random.Next(3) > 0) log.Add(At(time), LogService.EndOf(), TimeSpan.FromSeconds(9));
                service.Pod(node, began, pods > 1 ? time : null, log);
                if (pods == 1) last = Math.Max(last, time);
                time += random.Next(1, 60);
            }
        }

        service.At(last, random.Next(2) == 0 ? "Succeeded" : "Failed");
        var lines = new List<LogLine>();
        while (true)
        {
            // Now and then another process goes on.
            var count = random.Next(4) == 0 ? random.Next(1, 100) : int.MaxValue;
            var some = await service.ReadAsync(new() { Follow = true, After = lines.LastOrDefault().Position }, count);
            lines.AddRange(some);
            if (some.Count < count) break;
        }

        foreach (var (node, expected) in truth) Assert.Equal(expected, lines.Where(l => l.Node == node).Select(l => l.Text));
        Assert.Equal(truth.Values.Sum(t => t.Count), lines.Count);
        foreach (var (node, expected) in truth)
        {
            Assert.Equal(expected, (await service.ReadAsync(new() { Node = node })).Select(l => l.Text));
            var tail = random.Next(expected.Count + 2);
            Assert.Equal(expected.TakeLast(tail), (await service.ReadAsync(new() { Node = node, Tail = tail })).Select(l => l.Text));
        }
    }

    /// <summary>Bursts that fit into the smallest window, and equal lines; all of them late by the same time.</summary>
    private static void Write(ModelLog log, ref double time, Random random, List<string> truth)
    {
        var late = TimeSpan.FromSeconds(random.Next(2) == 0 ? 0 : random.NextDouble() * 9);
        var words = random.Next(2) == 0 ? 2 : 500;
        // A filter to the minute cannot be read past what fits into an answer.
        var most = log.Precision > TimeSpan.FromSeconds(1) ? 50 : 400;
        for (var left = random.Next(most); left > 0;)
        {
            time += 1 + random.Next(3) switch { 0 => 0, 1 => random.Next(20), _ => random.NextDouble() };
            for (var burst = Math.Min(left, random.Next(1, 28)); burst > 0; burst--, left--)
            {
                var text = string.Create(CultureInfo.InvariantCulture, $"line {random.Next(words)}");
                log.Add(At(time), text, late);
                truth.Add(text);
            }
        }
    }

    private static DateTimeOffset At(double seconds) => LogService.Start.AddSeconds(seconds);
}
