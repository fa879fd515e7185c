using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// Names generated files: the record's full metadata name. The compiler takes names that differ only in case for the same.
/// </summary>
internal static class HintNames
{
    public const string Suffix = ".Job.g.cs";

    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_ambiguous = new();

    public static string Of(INamedTypeSymbol type, Compilation compilation)
    {
        var ambiguous = s_ambiguous.GetValue(compilation, FindAmbiguous);
        var name = new StringBuilder();
        var isAmbiguous = Append(name, type, ambiguous);
        // A record and a record struct of one name are an error, in which the other jobs must not be lost.
        if (((INamespaceOrTypeSymbol)type.ContainingSymbol).GetTypeMembers(type.Name, type.Arity).Length > 1)
            name.Append(type.IsValueType ? ".struct" : "");
        if (isAmbiguous) name.Append('.').Append(HashOf(name).ToString("x8", CultureInfo.InvariantCulture));
        return name.Append(Suffix).ToString();
    }

    private static bool Append(StringBuilder name, INamespaceOrTypeSymbol symbol, HashSet<string> ambiguous)
    {
        var isAmbiguous = ambiguous.Contains(symbol.Name);
        if (symbol is INamedTypeSymbol { ContainingType: { } outer })
        {
            isAmbiguous |= Append(name, outer, ambiguous);
            name.Append('+');
        }
        else if (symbol.ContainingNamespace is { IsGlobalNamespace: false } space)
        {
            isAmbiguous |= Append(name, space, ambiguous);
            name.Append('.');
        }

        name.Append(symbol.MetadataName);
        return isAmbiguous;
    }

    /// <summary>
    /// The names of the compilation that stand in it with more than one case. One pass over its declarations, for all jobs.
    /// </summary>
    private static HashSet<string> FindAmbiguous(Compilation compilation)
    {
        var seen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var ambiguous = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        compilation.ContainsSymbolsWithName(
            name =>
            {
                if (!seen.TryGetValue(name, out var first)) seen.Add(name, name);
                else if (!string.Equals(first, name, StringComparison.Ordinal)) ambiguous.Add(name);
                return false;
            },
            SymbolFilter.Namespace | SymbolFilter.Type);
        return ambiguous;
    }

    /// <summary>FNV-1a: the same in every process, unlike the framework's.</summary>
    private static uint HashOf(StringBuilder text)
    {
        var hash = 2166136261;
        for (var i = 0; i < text.Length; i++) hash = unchecked((hash ^ text[i]) * 16777619);
        return hash;
    }
}
