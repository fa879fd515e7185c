using System.Globalization;

namespace Pai.Jobs;

/// <summary>One value that a job measured, such as the loss of a training step.</summary>
public sealed record MetricReport : JobReport
{
    /// <summary>The name, at most 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>The value, which may be <see cref="double.NaN"/> or infinite. The job chooses the unit.</summary>
    public required double Value { get; init; }

    /// <summary>The step at which it was measured; null for none.</summary>
    public long? Step { get; init; }

    /// <summary>The metric with its value and step: <c>loss = 0.25 (step 3)</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} = {Value}{(Step is { } step ? $" (step {step})" : "")}");
}
