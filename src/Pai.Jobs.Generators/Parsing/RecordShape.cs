using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>The record as the generator extends it.</summary>
internal sealed class RecordShape(
    EquatableArray<string> headers, string name, GeneratedNames names, bool hidesBase, IMethodSymbol? constructor, bool isPositional)
{
    /// <summary>The headers of the types around it and its own, outermost first.</summary>
    public EquatableArray<string> Headers { get; } = headers;

    public string Name { get; } = name;

    /// <summary>The names of what is generated into it.</summary>
    public GeneratedNames Names { get; } = names;

    /// <summary>True if a base record is a job too.</summary>
    public bool HidesBase { get; } = hidesBase;

    /// <summary>
    /// The constructor that <c>FromEnvironment</c> calls; null for a struct's implicit one, and for a plain record, which has no other.
    /// </summary>
    public IMethodSymbol? Constructor { get; } = constructor;

    /// <summary>True if the constructor's parameters are the record's own.</summary>
    public bool IsPositional { get; } = isPositional;

    /// <summary>True if the constructor sets the required members.</summary>
    public bool SetsRequiredMembers { get; } = constructor is not null && HasSetsRequiredMembers(constructor);

    private static bool HasSetsRequiredMembers(IMethodSymbol constructor)
    {
        foreach (var attribute in constructor.GetAttributes())
            if (attribute.AttributeClass is { Name: "SetsRequiredMembersAttribute" }) return true;
        return false;
    }
}
