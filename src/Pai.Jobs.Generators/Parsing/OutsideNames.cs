using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// The names that mean something where a record stands: a generated member of such a name would hide it from the record's own code.
/// </summary>
internal readonly struct OutsideNames(INamedTypeSymbol type, Compilation compilation)
{
    public bool Has(string name)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is not TypeDeclarationSyntax declaration || HintNames.IsGenerated(reference.SyntaxTree)) continue;
            // Before its own name a record's members are not in scope.
            var found = compilation.GetSemanticModel(reference.SyntaxTree).LookupSymbols(declaration.Keyword.SpanStart, name: name);
            foreach (var symbol in found)
                if (IsMeant(symbol)) return true;
        }

        return false;
    }

    /// <summary>Variables of top-level statements are found and cannot be used; a member of a job around it may be generated.</summary>
    private static bool IsMeant(ISymbol symbol) =>
        symbol is not (ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction })
        && !(symbol.ContainingType is not null && RecordParser.IsGenerated(symbol));
}
