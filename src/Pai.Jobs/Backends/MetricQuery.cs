namespace Pai.Jobs;

/// <summary>Selects the metrics of a job to read. A member that is not set restricts nothing.</summary>
public sealed record MetricQuery
{
    /// <summary>The metrics. Empty: all that the backend has.</summary>
    public IReadOnlyList<MetricKind> Kinds { get; init; } = [];

    /// <summary>The metrics of one node, by its name. Null: all nodes.</summary>
    public string? Node { get; init; }

    /// <summary>Points at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Points before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Throws when the query contradicts itself.</summary>
    /// <exception cref="ArgumentException">It does; the message says how.</exception>
    internal void Check()
    {
        if (Until <= Since) throw new ArgumentException($"MetricQuery.Until ({Until:O}) must be after MetricQuery.Since ({Since:O}).");
    }
}
