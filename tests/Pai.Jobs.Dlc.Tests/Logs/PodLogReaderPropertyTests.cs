using System.Globalization;
using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>
/// Random logs, read while they grow, are the truth line by line. The model of the service is <see cref="ModelLog"/>; lines are at most
/// as late as the reader is told, and the clocks agree.
/// </summary>
public class PodLogReaderPropertyTests
{
    private const string Variable = "PAI_LOG_CASES";

    [Fact]
    public Task Random_logs_are_read_without_loss_or_doubling() => CheckAsync(first: 1, count: 150);

    [Fact]
    [Trait("Kind", "Exhaustive")]
    public Task Many_random_logs_are_read_without_loss_or_doubling() => CheckAsync(
        first: 1000, count: int.TryParse(Environment.GetEnvironmentVariable(Variable), out var count) ? count : 1500);

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
        var plan = LogPlan.Create(random);
        var options = new PodLogOptions { MaxLines = plan.MaxLines };
        var run = new Run(plan.Log, options, LogPlan.Start.AddSeconds(random.Next(600)));
        var from = new PodMark(LogPlan.Start.AddMinutes(-1).ToUnixTimeSeconds(), 0, 0);
        var read = await run.ReadAsync(from, plan.End, random);

        var isOrdered = plan.Lateness != LogPlan.LateKind.Some;
        if (read.Missing.Count == 0)
        {
            AssertSame(plan.Log.Texts, read.Lines.Select(l => l.Text), isOrdered);
        }
        else
        {
            foreach (var window in read.Missing) AssertTooMany(plan.Log, window);
            AssertPart(plan.Log, read);
        }

        if (read.Lines.Count == 0) return;
        // Another reader goes on from a line, by what its position says.
        var index = random.Next(read.Lines.Count);
        run = new Run(plan.Log, options, run.Clock.GetUtcNow());
        var rest = await run.ReadAsync(read.Lines[index].Mark, plan.End, random);
        if (read.Missing.Count > 0 || rest.MayRepeat) return;
        Assert.Empty(rest.Missing);
        AssertSame(read.Lines.Skip(index + 1).Select(l => l.Text), rest.Lines.Select(l => l.Text), isOrdered);
    }

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual, bool isOrdered)
    {
        if (isOrdered) Assert.Equal(expected, actual);
        else Assert.Equal(expected.Order(), actual.Order());
    }

    /// <summary>Lines may only be called missing where the smallest window holds too many.</summary>
    private static void AssertTooMany(ModelLog log, (long First, long Last) window)
    {
        var first = log.Floor(DateTimeOffset.FromUnixTimeSeconds(window.First));
        var last = DateTimeOffset.FromUnixTimeSeconds(window.Last + (log.Precision == TimeSpan.Zero ? 1 : 0));
        var count = log.Lines.Count(l => log.Floor(l.Time) >= first && log.Floor(l.Time) <= last);
        Assert.True(count >= log.MaxLines, $"{count} lines are not too many at {first:O}.");
    }

    /// <summary>No line is doubled, and those that are not there are in a time that was called incomplete.</summary>
    private static void AssertPart(ModelLog log, Reading read)
    {
        var lost = log.Texts.CountBy(t => t).ToDictionary();
        foreach (var (text, _) in read.Lines)
            if (lost.GetValueOrDefault(text) > 0) lost[text]--;
            else Assert.True(read.MayRepeat, $"{text} is doubled, and nothing says so.");
        var excused = log.Lines
            .Where(l => read.Missing.Exists(w => IsIn(log, l.Time, w)))
            .CountBy(l => l.Text).ToDictionary();
        foreach (var (text, number) in lost)
            Assert.True(number <= excused.GetValueOrDefault(text), $"{text} is lost, and nothing says so.");
    }

    private static bool IsIn(ModelLog log, DateTimeOffset time, (long First, long Last) window) =>
        time >= log.Floor(DateTimeOffset.FromUnixTimeSeconds(window.First)) && time.ToUnixTimeSeconds() <= window.Last + 1;

    private sealed record Reading(List<(string Text, PodMark Mark)> Lines, List<(long First, long Last)> Missing, bool MayRepeat);

    /// <summary>One reader, from its first question until all is there.</summary>
    private sealed class Run(ModelLog log, PodLogOptions options, DateTimeOffset start)
    {
        public JumpingClock Clock { get; } = new(start);

        public async Task<Reading> ReadAsync(PodMark from, DateTimeOffset end, Random random)
        {
            var reader = new PodLogReader(AskAsync, from, end: null, Clock, options);
            var reading = new Reading([], [], MayRepeat: false);
            for (var steps = 0; ; steps++)
            {
                Assert.True(steps < 20_000, "The reader makes no progress.");
                // An answer takes its time, in which lines come.
                var isLate = Clock.GetUtcNow() > end;
                var batch = await reader.StepAsync(CancellationToken.None);
                for (var i = 0; i < batch.Lines.Count; i++) reading.Lines.Add((batch.Lines[i], batch.Marks[i]));
                if (batch.Missing is { } window) reading.Missing.Add(window);
                if (batch.MayRepeat) reading = reading with { MayRepeat = true };
                if (batch.HasMore) continue;
                if (isLate && reader.IsCaughtUp) return reading;
                Clock.Advance(TimeSpan.FromMilliseconds(random.Next(500, 6000)));
            }

            ValueTask<IReadOnlyList<string>> AskAsync(LogWindow window, CancellationToken cancellationToken)
            {
                Clock.Advance(TimeSpan.FromMilliseconds(random.Next(200)));
                return new(log.Read(window, Clock.GetUtcNow()));
            }
        }
    }
}
