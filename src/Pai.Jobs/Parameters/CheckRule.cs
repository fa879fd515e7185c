namespace Pai.Jobs.Internal.Parameters;

/// <summary>A check of a parameter as data, as it is in job files. docs/job-files.md has the members of each kind.</summary>
internal sealed record CheckRule
{
    /// <summary>One of <see cref="CheckKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The lowest value, in the string form of the parameter.</summary>
    public string? Minimum { get; init; }

    /// <summary>The highest value, in the string form of the parameter.</summary>
    public string? Maximum { get; init; }

    public bool? MinimumIsExclusive { get; init; }

    public bool? MaximumIsExclusive { get; init; }

    /// <summary>The type of the limits where it is not the parameter's own: Int32 or Double.</summary>
    public string? ComparedAs { get; init; }

    /// <summary>The smallest number of characters or elements.</summary>
    public int? MinimumLength { get; init; }

    /// <summary>The largest number of characters or elements.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>A regular expression of .NET, which the whole value must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The longest time of a match; default 2,000.</summary>
    public int? TimeoutMilliseconds { get; init; }

    /// <summary>Values in the string form of the parameter; null for a parameter without a value.</summary>
    public IReadOnlyList<string?>? Values { get; init; }

    public bool? AllowEmptyStrings { get; init; }

    /// <summary>Extensions of file names, separated by commas.</summary>
    public string? Extensions { get; init; }

    /// <summary>The sentence where it is not the standard one, with <c>{0}</c> for the name of the parameter.</summary>
    public string? Message { get; init; }

    /// <summary>The members that are set, but for the kind and the message, by their names in JSON.</summary>
    public IEnumerable<string> Members()
    {
        if (Minimum is not null) yield return "minimum";
        if (Maximum is not null) yield return "maximum";
        if (MinimumIsExclusive is not null) yield return "minimumIsExclusive";
        if (MaximumIsExclusive is not null) yield return "maximumIsExclusive";
        if (ComparedAs is not null) yield return "comparedAs";
        if (MinimumLength is not null) yield return "minimumLength";
        if (MaximumLength is not null) yield return "maximumLength";
        if (Pattern is not null) yield return "pattern";
        if (TimeoutMilliseconds is not null) yield return "timeoutMilliseconds";
        if (Values is not null) yield return "values";
        if (AllowEmptyStrings is not null) yield return "allowEmptyStrings";
        if (Extensions is not null) yield return "extensions";
    }
}
