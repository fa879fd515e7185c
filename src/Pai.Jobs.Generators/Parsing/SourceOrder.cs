using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>The members of a type in an order that does not depend on the order of the files: a partial record has several.</summary>
internal static class SourceOrder
{
    public static ImmutableArray<ISymbol> Of(INamedTypeSymbol type)
    {
        var members = type.GetMembers();
        return type.DeclaringSyntaxReferences.Length < 2 ? members : members.Sort(Compare);
    }

    private static int Compare(ISymbol left, ISymbol right)
    {
        var (l, r) = (LocationOf(left), LocationOf(right));
        var order = string.CompareOrdinal(l?.SourceTree?.FilePath, r?.SourceTree?.FilePath);
        return order != 0 ? order : (l?.SourceSpan.Start ?? 0).CompareTo(r?.SourceSpan.Start ?? 0);
    }

    private static Location? LocationOf(ISymbol symbol) => symbol.Locations.IsEmpty ? null : symbol.Locations[0];
}
