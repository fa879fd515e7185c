using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Emission;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// The names of the members that are generated for a record: of each the first one, unless the record, one of its bases or the code around
/// it has another use for it.
/// </summary>
internal sealed class GeneratedNames
{
    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;

    public GeneratedNames(INamedTypeSymbol type, Compilation compilation)
    {
        (_type, _compilation) = (type, compilation);
        var outside = new OutsideNames(type, compilation);
        Outputs = Choose(KnownNames.Outputs, KnownNames.OtherOutputs);
        Definition = Choose(KnownNames.Definition, KnownNames.OtherDefinition);
        Attach = Choose(KnownNames.Attach, KnownNames.OtherAttach);
        FromEnvironment = Choose(KnownNames.FromEnvironment, KnownNames.OtherFromEnvironment);
        IsHiddenInside = type.BaseType is { SpecialType: SpecialType.None } parent && HasNestedType(parent, type.Name);
        HasTakenAlias = type.ContainingNamespace.IsGlobalNamespace
            && (outside.HasAlias(Aliases.Library) || outside.HasAlias(Aliases.Threading));

        string Choose(string first, string other) => IsUsed(first) || outside.Has(first) ? other : first;
    }

    public string Outputs { get; }

    public string Definition { get; }

    public string Attach { get; }

    public string FromEnvironment { get; }

    /// <summary>True if the record's own name means another type in it, which a base has.</summary>
    public bool IsHiddenInside { get; }

    /// <summary>True if the code around has an alias of the same name as generated code.</summary>
    public bool HasTakenAlias { get; }

    /// <summary>True if a generated member has the name.</summary>
    public bool Contains(string name) => name == Outputs || name == Definition || name == Attach || name == FromEnvironment;

    private static bool HasNestedType(INamedTypeSymbol type, string name)
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
            if (!current.GetTypeMembers(name).IsEmpty) return true;
        return false;
    }

    private bool IsUsed(string name)
    {
        if (_type.Name == name) return true;
        foreach (var parameter in _type.TypeParameters)
            if (parameter.Name == name) return true;
        for (var current = _type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(name))
                if (!RecordParser.IsGenerated(member) && _compilation.IsSymbolAccessibleWithin(member, _type)) return true;
        }

        return false;
    }
}
