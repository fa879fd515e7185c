namespace Pai.Jobs.Generators;

/// <summary>One channel or parameter of a job.</summary>
/// <remarks>As <see cref="JobModel"/>: equal by value, no object of the compiler.</remarks>
public sealed record MemberModel
{
    /// <summary>The role of the property.</summary>
    public required MemberRole Role { get; init; }

    /// <summary>The property's name in code, <c>@event</c>.</summary>
    public required string Property { get; init; }

    /// <summary>The channel's or parameter's name as a literal in code.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// A channel's type in code, by the alias of the library's namespace, without a question mark; a parameter's text form in code.
    /// </summary>
    public required string Type { get; init; }

    /// <summary>The rules of a parameter's validation attributes, each in code.</summary>
    public EquatableArray<string> Checks { get; init; }

    /// <summary>How <c>FromEnvironment</c> sets the property.</summary>
    public required MemberInitialization Initialization { get; init; }

    /// <summary>True if a job may be submitted without it.</summary>
    public required bool IsNullable { get; init; }

    /// <summary>The documentation's text of an output: the property's name for people.</summary>
    public string DisplayName { get; init; } = "";
}
