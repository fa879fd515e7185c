using System.Linq;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.CodeFixes;

/// <summary>Finds types by their metadata names.</summary>
internal static class TypeLookup
{
    /// <summary>
    /// The type that code of this compilation means by a name: its own, or else the first one that it can see; <c>null</c> if there is
    /// none.
    /// The compilation's own <c>GetTypeByMetadataName</c> returns <c>null</c> where two referenced assemblies have the type.
    /// </summary>
    public static INamedTypeSymbol? FindType(this Compilation compilation, string metadataName)
    {
        var types = compilation.GetTypesByMetadataName(metadataName);
        return types.FirstOrDefault(t => SymbolEqualityComparer.Default.Equals(t.ContainingAssembly, compilation.Assembly))
            ?? types.FirstOrDefault(t => compilation.IsSymbolAccessibleWithin(t, compilation.Assembly));
    }
}
