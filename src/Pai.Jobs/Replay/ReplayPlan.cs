namespace Pai.Jobs;

/// <summary>A replay before it is started.</summary>
public sealed record ReplayPlan
{
    /// <summary>The job as it would run on this machine, with its problems.</summary>
    public required PreparedJob Job { get; init; }

    /// <summary>The differences from the original run: image, hardware, inputs that are left out, outputs.</summary>
    public IReadOnlyList<RunDifference> Differences { get; init; } = [];

    /// <summary>
    /// The number of files that the replay takes from OSS; those that an earlier run downloaded are not downloaded again.
    /// </summary>
    public int InputFiles { get; init; }

    /// <summary>The size of these files in bytes.</summary>
    public long InputBytes { get; init; }

    /// <summary>The differences and the plan, as lines.</summary>
    public override string ToString() => string.Join('\n', [.. Differences.Select(d => d.ToString()), Job.ToString()]);
}
