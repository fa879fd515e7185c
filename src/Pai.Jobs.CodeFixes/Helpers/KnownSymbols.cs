using Microsoft.CodeAnalysis;

namespace Pai.Jobs.CodeFixes;

/// <summary>Recognises the library's symbols by their names.</summary>
internal static class KnownSymbols
{
    /// <summary>The type, where it is one of the library's; null for any other.</summary>
    public static ITypeSymbol? Ours(ITypeSymbol? type) =>
        type?.ContainingNamespace is { Name: "Jobs", ContainingNamespace: { Name: "Pai", ContainingNamespace.IsGlobalNamespace: true } }
            ? type
            : null;
}
