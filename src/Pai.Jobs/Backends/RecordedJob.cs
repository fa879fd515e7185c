namespace Pai.Jobs.Internal.Backends;

/// <summary>The record that a backend has of a run.</summary>
internal sealed record RecordedJob
{
    /// <summary>The values.</summary>
    public required SubmittedValues Values { get; init; }

    /// <summary>The packed code; null for a run without, or where it was removed.</summary>
    public RecordedCode? Code { get; init; }

    /// <summary>The image that the job ran in; null where it ran in none.</summary>
    public string? Image { get; init; }
}
