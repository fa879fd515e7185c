namespace Pai.Jobs;

/// <summary>One difference of two runs.</summary>
public sealed record RunDifference
{
    /// <summary>The part of the run.</summary>
    public required RunDifferenceKind Kind { get; init; }

    /// <summary>The name of the file, the parameter, the channel or the setting; null where there is one of its kind.</summary>
    public string? Name { get; init; }

    /// <summary>The value in the first run, or in the original of a replay; null where it has none. A secret's value is masked.</summary>
    public string? Before { get; init; }

    /// <summary>The value in the second run, or in the replay; null where it has none. A secret's value is masked.</summary>
    public string? After { get; init; }

    /// <summary>The difference in a line.</summary>
    public override string ToString()
    {
        var subject = Name is null ? Title : $"{Title} {Name}";
        return (Before, After) switch
        {
            (null, { } after) => $"+ {subject}: {after}",
            ({ } before, null) => $"- {subject}: {before}",
            _ => $"~ {subject}: {Before} -> {After}",
        };
    }

    private string Title => Kind switch
    {
        RunDifferenceKind.InputFile => "input file",
        RunDifferenceKind.Environment => "environment variable",
        _ => Kind.ToString().ToLowerInvariant(),
    };
}
