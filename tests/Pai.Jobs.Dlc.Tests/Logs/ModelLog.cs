using Pai.Jobs.Internal.Dlc;

namespace Pai.Jobs.Dlc.Tests;

/// <summary>
/// The model of the service's log of one pod: lines are only added, in the order of their times, and each is there at a time after its own
/// that is bounded. An answer has at most so many lines, and is cut at its head or at its end.
/// </summary>
internal sealed class ModelLog
{
    private readonly List<ModelLine> _lines = [];

    public int MaxLines { get; init; } = 2000;

    /// <summary>True if an answer that is too long loses its end, and not its head.</summary>
    public bool CutsEnd { get; init; }

    /// <summary>The precision of the filter by time: a second, a minute; or zero, where the ends of a window are points in time.</summary>
    public TimeSpan Precision { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True if the end of a window does not belong to it.</summary>
    public bool IsEndExcluded { get; init; }

    /// <summary>True if a late line stands behind those that came before it, and not where its time belongs.</summary>
    public bool SortsByArrival { get; init; }

    /// <summary>All lines, in the order of their times.</summary>
    public IReadOnlyList<ModelLine> Lines => _lines;

    public IEnumerable<string> Texts => _lines.Select(l => l.Text);

    public void Add(DateTimeOffset time, string text, TimeSpan late = default) => _lines.Add(new(time, time + late, text));

    public IReadOnlyList<string> Read(LogWindow window, DateTimeOffset now)
    {
        var start = Floor(DateTimeOffset.FromUnixTimeSeconds(window.Start));
        var end = window.End is { } second ? Floor(DateTimeOffset.FromUnixTimeSeconds(second)) : DateTimeOffset.MaxValue;
        var lines = _lines.Where(l => l.Seen <= now && Floor(l.Time) >= start)
            .Where(l => IsEndExcluded ? Floor(l.Time) < end : Floor(l.Time) <= end);
        if (SortsByArrival) lines = lines.OrderBy(l => l.Seen);
        var texts = lines.Select(l => l.Text).ToList();
        return CutsEnd ? [.. texts.Take(MaxLines)] : [.. texts.TakeLast(MaxLines)];
    }

    public DateTimeOffset Floor(DateTimeOffset time) =>
        Precision > TimeSpan.Zero ? time.AddTicks(-(time.UtcTicks % Precision.Ticks)) : time;
}

/// <summary>A line, when it was written, and since when the service has it.</summary>
internal readonly record struct ModelLine(DateTimeOffset Time, DateTimeOffset Seen, string Text);
