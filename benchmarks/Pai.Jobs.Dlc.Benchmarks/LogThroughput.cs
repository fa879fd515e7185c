using System.Diagnostics;
using System.Globalization;

namespace Pai.Jobs.Dlc.Benchmarks;

/// <summary>
/// What it costs to find the new lines of a log in the answers of the service: on one thread, with answers that are there already.
/// </summary>
internal static class LogThroughput
{
    private const int Rounds = 7;
    private const int Seconds = 3600;
    private const long Start = 1_768_464_000;

    public static async Task MeasureAsync()
    {
        Console.WriteLine("| log | lines | asked | lines in the answers | lines of the answers/s | lines/s |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var (rate, isLive) in ((int, bool)[])[(20, true), (100, true), (500, true), (500, false), (1500, false)])
        {
            var speeds = new List<double>();
            Log? log = null;
            for (var round = -2; round < Rounds; round++)
            {
                log = new(rate);
                var began = Stopwatch.GetTimestamp();
                var count = await log.ReadAsync(isLive);
                var time = Stopwatch.GetElapsedTime(began).TotalSeconds;
                if (count != log.Count) throw new InvalidOperationException($"{count} lines of {log.Count} were read.");
                if (round >= 0) speeds.Add(count / time);
            }

            speeds.Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {rate} lines/s, {(isLive ? "as it grows" : "afterwards")} | {log!.Count:N0} | {log.Calls:N0} times | {log.Received:N0} "
                + $"| {speeds[Rounds / 2] * log.Received / log.Count:N0} | {speeds[Rounds / 2]:N0} ({speeds[0]:N0}–{speeds[^1]:N0}) |"));
        }
    }

    /// <summary>An hour of lines of 100 characters, as many in each second.</summary>
    private sealed class Log : TimeProvider
    {
        private readonly string[] _lines;
        private readonly int _rate;
        private long _now = Start;

        public Log(int rate)
        {
            _rate = rate;
            var texts = Enumerable.Range(0, 5000)
                .Select(i => string.Create(CultureInfo.InvariantCulture, $"2026-01-15 08:00:00 step {i:00000} loss {i * 7919 % 10007}"))
                .Select(line => line.PadRight(100, '.'))
                .ToArray();
            _lines = new string[rate * Seconds];
            for (var i = 0; i < _lines.Length; i++) _lines[i] = texts[i % texts.Length];
        }

        public int Count => _lines.Length;

        public int Calls { get; private set; }

        public long Received { get; private set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(_now);

        public async Task<long> ReadAsync(bool isLive)
        {
            var reader = new PodLogReader(Read, new(Start, 0, 0), end: null, this);
            if (!isLive) _now = Start + Seconds + 3600;
            var count = 0L;
            while (true)
            {
                var batch = await reader.StepAsync(CancellationToken.None);
                count += batch.Lines.Count;
                if (batch.Missing is not null) throw new InvalidOperationException("Lines are missing.");
                if (batch.HasMore) continue;
                if (reader.IsCaughtUp && _now >= Start + Seconds) return count;
                _now++;
            }
        }

        private ValueTask<IReadOnlyList<string>> Read(LogWindow window, CancellationToken cancellationToken)
        {
            var first = (int)Math.Clamp(window.Start - Start, 0, Seconds);
            var last = (int)Math.Clamp(Math.Min(window.End ?? long.MaxValue, _now - 1) - Start + 1, first, Seconds);
            var count = Math.Min((last - first) * _rate, 2000);
            Calls++;
            Received += count;
            // The head, as one of the two that the service may keep.
            return new(new ArraySegment<string>(_lines, first * _rate, count));
        }
    }
}
