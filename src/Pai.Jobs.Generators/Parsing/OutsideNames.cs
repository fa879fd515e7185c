using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// The names that mean something where a record stands: a generated member of such a name would hide it from the record's own code.
/// </summary>
internal readonly struct OutsideNames
{
    private readonly List<(SemanticModel Model, int Position)> _places;

    public OutsideNames(INamedTypeSymbol type, Compilation compilation)
    {
        _places = new(1);
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not TypeDeclarationSyntax declaration || HintNames.IsGenerated(reference.SyntaxTree)) continue;
            // Before its own name a record's members are not in scope.
            _places.Add((compilation.GetSemanticModel(reference.SyntaxTree), declaration.Keyword.SpanStart));
        }
    }

    public bool Has(string name)
    {
        foreach (var (model, position) in _places)
        {
            foreach (var symbol in model.LookupSymbols(position, name: name))
                if (IsMeant(symbol)) return true;
        }

        return false;
    }

    /// <summary>True if an alias of the name is in scope.</summary>
    public bool HasAlias(string name)
    {
        foreach (var (model, position) in _places)
        {
            foreach (var symbol in model.LookupNamespacesAndTypes(position, name: name))
                if (symbol is IAliasSymbol) return true;
        }

        return false;
    }

    /// <summary>Variables of top-level statements are found and cannot be used; a member of a job around it may be generated.</summary>
    private static bool IsMeant(ISymbol symbol) =>
        symbol is not (ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
        && !(symbol.ContainingType is not null && RecordParser.IsGenerated(symbol));
}
