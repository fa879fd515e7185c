using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Analyzers;

/// <summary>The types of a compilation that another one of it is derived from; looked up when the first is asked for.</summary>
internal sealed class BaseTypes(Compilation compilation)
{
    private readonly Lazy<HashSet<INamedTypeSymbol>> _types = new(() => Find(compilation), LazyThreadSafetyMode.ExecutionAndPublication);

    public bool Contains(INamedTypeSymbol type) => _types.Value.Contains(type.OriginalDefinition);

    private static HashSet<INamedTypeSymbol> Find(Compilation compilation)
    {
        var found = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var rest = new Stack<INamespaceOrTypeSymbol>();
        rest.Push(compilation.Assembly.GlobalNamespace);
        while (rest.Count > 0)
        {
            foreach (var member in rest.Pop().GetMembers())
            {
                if (member is not INamespaceOrTypeSymbol inner) continue;
                rest.Push(inner);
                if (member is INamedTypeSymbol { BaseType: { SpecialType: SpecialType.None } parent }) found.Add(parent.OriginalDefinition);
            }
        }

        return found;
    }
}
