using System.Globalization;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Reading goes on where another process has stopped.</summary>
public class DlcLogsResumeTests
{
    private static DateTimeOffset At(double seconds) => LogService.Start.AddSeconds(seconds);

    [Trait("Kind", "Exhaustive")]
    [Fact]
    public async Task From_each_position_of_a_log_comes_exactly_the_rest()
    {
        using var service = new LogService(new() { Pod = new() { MaxLines = 12 }, CallsPerSecond = 1000 });
        Script(service);
        var all = await service.ReadAsync();
        Assert.Equal(80, all.Count);

        for (var i = 0; i < all.Count; i++)
        {
            var text = all[i].Position!.Value.ToString();
            var rest = await service.ReadAsync(new() { After = new(text), Follow = i % 2 == 0 });

            // Between nodes there is no order.
            Assert.Equal(ByNode(all.Skip(i + 1)), ByNode(rest));
        }
    }

    [Fact]
    public async Task A_reader_that_stops_at_any_line_and_another_that_goes_on_while_the_job_runs_read_the_log_once()
    {
        var whole = new LogService(new() { Pod = new() { MaxLines = 12 }, CallsPerSecond = 1000 });
        Script(whole);
        var all = ByNode(await whole.ReadAsync());
        for (var count = 1; count < 80; count += 9)
        {
            using var service = new LogService(new() { Pod = new() { MaxLines = 12 }, CallsPerSecond = 1000 });
            Script(service);
            var lines = new List<LogLine>();
            while (true)
            {
                var some = await service.ReadAsync(new() { Follow = true, After = lines.LastOrDefault().Position }, count);
                lines.AddRange(some);
                if (some.Count < count) break;
            }

            Assert.Equal(all, ByNode(lines));
        }
    }

    [Fact]
    public async Task A_position_is_short_and_readable()
    {
        using var service = new LogService().At(0, "Running").At(5, "Succeeded");
        service.Pod("worker-0").Add(At(1), "one");

        var position = Assert.Single(await service.ReadAsync()).Position.ToString()!;

        Assert.Matches("^dlc:dlc1:worker-0/[0-9a-f]{8}=[0-9]{10}\\.1\\.[0-9a-f]{1,16}$", position);
    }

    [Fact]
    public async Task What_is_not_found_again_is_repeated_and_that_is_said()
    {
        using var service = new LogService().At(0, "Running").At(5, "Succeeded");
        service.Pod("worker-0").Add(At(1), "one");
        var (key, start) = (DlcLogPosition.Key("worker-0", "worker-0-uid-0"), At(-60).ToUnixTimeSeconds());
        var position = string.Create(CultureInfo.InvariantCulture, $"dlc:dlc1:{key}={start}.1.abc");

        var lines = await service.ReadAsync(new() { Follow = true, After = new(position) });

        Assert.Equal([LogStream.System, LogStream.Combined], lines.Select(l => l.Stream));
        Assert.Contains("may be repeated", lines[0].Text, StringComparison.Ordinal);
    }

    private static void Script(LogService service)
    {
        service.At(0, "Running").At(50, "Restarting").At(60, "Running").At(200, "Succeeded");
        Fill(service.Pod("worker-0", 0, end: 50, NewLog()), 0, 20);
        Fill(service.Pod("worker-0", 65, end: null, NewLog()), 70, 30);
        Fill(service.Pod("worker-1", 0, end: 50, NewLog()), 10, 10);
        Fill(service.Pod("worker-1", 65, end: null, NewLog()), 80, 20);

        static ModelLog NewLog() => new() { MaxLines = 12 };

        static void Fill(ModelLog log, int start, int count)
        {
            // Few different lines, many at the same time.
            for (var i = 0; i < count; i++) log.Add(At(start + i / 4), string.Create(CultureInfo.InvariantCulture, $"line {i % 3}"));
            log.Add(At(start + count / 4 + 1), LogService.EndOf());
        }
    }

    private static IReadOnlyList<string> ByNode(IEnumerable<LogLine> lines) =>
        [.. lines.OrderBy(l => l.Node, StringComparer.Ordinal).Select(l => $"{l.Node} {l.Text}")];
}
