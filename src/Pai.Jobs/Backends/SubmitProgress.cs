namespace Pai.Jobs;

/// <summary>The progress of a submission.</summary>
public sealed record SubmitProgress
{
    /// <summary>The current step, for people: <c>packing code</c>, <c>creating the job</c>.</summary>
    public required string Step { get; init; }

    /// <summary>The bytes that were transferred in this step so far; null where none are.</summary>
    public long? Bytes { get; init; }

    /// <summary>The bytes to transfer in this step; null where that is not known.</summary>
    public long? TotalBytes { get; init; }
}
