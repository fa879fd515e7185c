namespace Pai.Jobs;

/// <summary>The surroundings of a <see cref="JobContext"/>; a test gives its own.</summary>
public sealed record JobContextOptions
{
    /// <summary>The environment variables. Null, the default: those of this process.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>The writer of the report lines. Null, the default: standard output.</summary>
    public TextWriter? Output { get; init; }
}
