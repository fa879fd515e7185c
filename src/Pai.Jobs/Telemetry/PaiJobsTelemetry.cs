namespace Pai.Jobs;

/// <summary>
/// The names under which this library reports its spans and metrics. It reports nothing unless something listens, for instance
/// OpenTelemetry: <c>AddSource(PaiJobsTelemetry.ActivitySourceName)</c>, <c>AddMeter(PaiJobsTelemetry.MeterName)</c>.
/// </summary>
/// <remarks>No span and no metric carries a key, a signature, a parameter, an environment variable or a line of a log.</remarks>
public static class PaiJobsTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/>.</summary>
    public const string ActivitySourceName = "Pai.Jobs";

    /// <summary>The name of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string MeterName = "Pai.Jobs";
}
