using System.Globalization;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>Random logs: equal lines, equal times, bursts over what an answer holds, late lines.</summary>
internal sealed class LogPlan
{
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 8, 0, 17, TimeSpan.Zero);

    private LogPlan(Random random)
    {
        MaxLines = random.Next(4, 40);
        Precision = random.Next(5) switch { 0 or 1 => TimeSpan.FromSeconds(60), 2 => TimeSpan.Zero, _ => TimeSpan.FromSeconds(1) };
        Lateness = random.Next(4) switch { 0 => LateKind.Some, 1 => LateKind.All, _ => LateKind.None };
        Log = new()
        {
            MaxLines = MaxLines,
            CutsEnd = random.Next(2) == 0,
            Precision = Precision,
            IsEndExcluded = Precision == TimeSpan.Zero && random.Next(2) == 0,
            SortsByArrival = random.Next(2) == 0,
        };
    }

    public enum LateKind
    {
        /// <summary>Every line is there at once.</summary>
        None,

        /// <summary>All lines are late, by the same time.</summary>
        All,

        /// <summary>Some lines are late, and others that were written later come before them.</summary>
        Some,
    }

    public int MaxLines { get; }

    public TimeSpan Precision { get; }

    public LateKind Lateness { get; }

    public ModelLog Log { get; }

    /// <summary>When the last line is there.</summary>
    public DateTimeOffset End => Log.Lines.Select(l => l.Seen).DefaultIfEmpty(Start).Max();

    /// <param name="random">The source of all choices.</param>
    /// <param name="longestLate">The longest time by which a line is late, in seconds.</param>
    public static LogPlan Create(Random random, int longestLate = 10)
    {
        var plan = new LogPlan(random);
        var (words, count) = (random.Next(3) switch { 0 => 1, 1 => 3, _ => 1000 }, random.Next(0, 300));
        var time = Start;
        var late = TimeSpan.FromMilliseconds(random.Next(longestLate * 1000));
        while (plan.Log.Lines.Count < count)
        {
            time += random.Next(6) switch
            {
                0 => TimeSpan.Zero,
                1 => TimeSpan.FromMilliseconds(random.Next(300)),
                2 => TimeSpan.FromSeconds(random.Next(5)),
                3 => TimeSpan.FromMilliseconds(random.Next(10_000)),
                4 => TimeSpan.FromSeconds(random.Next(60)),
                _ => TimeSpan.FromSeconds(random.Next(10) == 0 ? random.Next(600) : 0),
            };
            var burst = random.Next(8) == 0 ? random.Next(plan.MaxLines * 2) : random.Next(3);
            for (var i = 0; i < burst; i++)
            {
                var delay = plan.Lateness switch
                {
                    LateKind.All => late,
                    LateKind.Some when random.Next(3) == 0 => TimeSpan.FromMilliseconds(random.Next(longestLate * 1000)),
                    _ => TimeSpan.Zero,
                };
                plan.Log.Add(time, string.Create(CultureInfo.InvariantCulture, $"line {random.Next(words)}"), delay);
                if (random.Next(3) == 0) time += TimeSpan.FromMilliseconds(random.Next(20));
            }
        }

        return plan;
    }
}
