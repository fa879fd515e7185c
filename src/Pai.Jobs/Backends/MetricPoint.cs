namespace Pai.Jobs;

/// <summary>One measurement of a job.</summary>
public readonly record struct MetricPoint
{
    /// <summary>The time of the measurement (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The metric, which has its unit.</summary>
    public required MetricKind Kind { get; init; }

    /// <summary>The value.</summary>
    public required double Value { get; init; }

    /// <summary>The node it was measured on; null for the whole job.</summary>
    public string? Node { get; init; }
}
