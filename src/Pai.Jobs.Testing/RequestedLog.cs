namespace Pai.Jobs.Testing;

/// <summary>A question for the log of a job that a <see cref="TestBackend"/> got.</summary>
public sealed record RequestedLog
{
    /// <summary>The job.</summary>
    public required string JobId { get; init; }

    /// <summary>Which lines.</summary>
    public required LogQuery Query { get; init; }
}
