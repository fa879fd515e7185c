namespace Pai.Jobs;

/// <summary>The reason of a failure, as the job itself reports it before it ends.</summary>
public sealed record FailureReport : JobReport
{
    /// <summary>A short code for programs: at most 100 ASCII letters, digits, dots, hyphens and underscores.</summary>
    public required string Code { get; init; }

    /// <summary>The reason in a sentence, at most 1,000 characters where this library wrote it.</summary>
    public required string Message { get; init; }

    /// <summary>Further facts by name. Default none.</summary>
    public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>The code and the message: <c>no-data: There are no days in 1990.</c></summary>
    public override string ToString() => $"{Code}: {Message.ReplaceLineEndings(" ")}";
}
