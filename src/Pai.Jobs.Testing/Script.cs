namespace Pai.Jobs.Internal.Testing;

/// <summary>A script as it was when a job was submitted with it. A backend keeps it while its author may continue to write.</summary>
internal sealed record Script
{
    public required IReadOnlyList<ScriptStep> Steps { get; init; }

    public required IReadOnlyDictionary<string, DataLocation> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The time that the job takes to stop.</summary>
    public TimeSpan StopTime { get; init; }

    public Exception? StopFailure { get; init; }

    /// <summary>The number of requests to stop that fail.</summary>
    public int FailedStops { get; init; }

    /// <summary>True if the answer to the submission is lost.</summary>
    public bool LosesAnswer { get; init; }

    /// <summary>True if the lines come as from a cloud that merges the streams.</summary>
    public bool MergesLog { get; init; }
}
