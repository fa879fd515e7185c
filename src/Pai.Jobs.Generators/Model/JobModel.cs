namespace Pai.Jobs.Generators;

/// <summary>Everything the emitter needs to know about one job record.</summary>
/// <remarks>Kept between keystrokes and compared on each: immutable, equal by value, no object of the compiler, no location.</remarks>
public sealed record JobModel
{
    /// <summary>The name of the generated file.</summary>
    public required string HintName { get; init; }

    /// <summary>The namespace as it is written in code; null for none.</summary>
    public required string? Namespace { get; init; }

    /// <summary>The headers of the types around the record and of itself, outermost first: <c>partial class Jobs&lt;T&gt;</c>.</summary>
    public required EquatableArray<string> TypeHeaders { get; init; }

    /// <summary>The record's name in code outside of it, <c>@event</c> or <c>Train&lt;T&gt;</c>.</summary>
    public required string TypeName { get; init; }

    /// <summary>Its name in code inside of it: the full one where a base has a nested type of the short one.</summary>
    public required string InnerName { get; init; }

    /// <summary>The record's full name in code, with <c>global::</c>.</summary>
    public required string FullName { get; init; }

    /// <summary>The record's full name for people and for the run: without <c>global::</c>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The name of the generated type of outputs.</summary>
    public required string OutputsName { get; init; }

    /// <summary>True if code in another file of the project can name the record without type arguments.</summary>
    public bool IsListed { get; init; }

    /// <summary>True if a base record is a job, whose members this one's hide.</summary>
    public required bool HidesBase { get; init; }

    /// <summary>The name of the generated property that has the definition.</summary>
    public required string DefinitionName { get; init; }

    /// <summary>The name of the generated method that finds a run.</summary>
    public required string AttachName { get; init; }

    /// <summary>The name of the generated method that reads the record inside the job.</summary>
    public required string EnvironmentName { get; init; }

    /// <summary>
    /// The rule that the job breaks: its members are there, and throw. Of all the rest then only the outputs are known. Null for none.
    /// </summary>
    public string? BrokenRule { get; init; }

    /// <summary>The generated members that a job with an error does without: the record has others of these names.</summary>
    public EquatableArray<string> TakenNames { get; init; }

    /// <summary>The code that the compiler could not bind, each piece in one line.</summary>
    public EquatableArray<string> Unseen { get; init; }

    /// <summary>An argument that selects the positional constructor of a struct where no member does; null where none is needed.</summary>
    public string? FixedArgument { get; init; }

    /// <summary>The initialiser of the definition, one member each, in code.</summary>
    public EquatableArray<string> Definition { get; init; }

    /// <summary>True if the code around has an alias of the name of one that generated code starts with.</summary>
    public bool HasTakenAlias { get; init; }

    /// <summary>The command in code: a string, or a new array.</summary>
    public string Command { get; init; } = "";

    /// <summary>The arguments of the constructor that rebuilds the record, in code.</summary>
    public EquatableArray<string> ConstructorArguments { get; init; }

    /// <summary>The channels and parameters, in the order of their declaration.</summary>
    public EquatableArray<MemberModel> Members { get; init; }
}
