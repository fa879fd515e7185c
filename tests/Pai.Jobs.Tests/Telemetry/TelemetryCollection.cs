namespace Pai.Jobs.Tests;

/// <summary>Tests of what a listener costs, or of a meter that other tests feed: they run alone.</summary>
[CollectionDefinition(nameof(TelemetryCollection), DisableParallelization = true)]
[System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1711", Justification = "xUnit calls it so.")]
public class TelemetryCollection;
