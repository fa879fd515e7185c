namespace Pai.Jobs;

/// <summary>Something that happened to a job.</summary>
public sealed record JobEvent
{
    /// <summary>The time of the event (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The message, for people.</summary>
    public required string Message { get; init; }

    /// <summary>A short code of the reason, for instance <c>Submitted</c>; null where the backend has none.</summary>
    public string? Reason { get; init; }

    /// <summary>The source of the event: a node, a scheduler, the backend; null where the backend does not tell.</summary>
    public string? Source { get; init; }

    /// <summary>The severity. Default <see cref="EventSeverity.Information"/>.</summary>
    public EventSeverity Severity { get; init; }

    /// <summary>Time and message.</summary>
    public override string ToString() => $"{Time:O} {Message}";
}
