using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.Generators.Parsing;

/// <summary>
/// The properties and fields of a type in an order that does not depend on the order of the files: a partial record has several.
/// </summary>
internal static class SourceOrder
{
    public static List<ISymbol> Of(INamedTypeSymbol type)
    {
        var found = new List<ISymbol>();
        SyntaxTree? tree = null;
        var isInOneTree = true;
        foreach (var member in type.GetMembers())
        {
            if (member is not (IPropertySymbol or IFieldSymbol { IsImplicitlyDeclared: false })) continue;
            // What the generator added, which only the analyzers see, is in a file of its own.
            if (KnownNames.IsGeneratedMember(member.Name) && RecordParser.IsGenerated(member)) continue;
            var own = LocationOf(member)?.SourceTree;
            if (found.Count == 0) tree = own;
            isInOneTree &= own == tree;
            found.Add(member);
        }

        // The compiler has those of one file in their order already.
        if (!isInOneTree) Sort(found);
        return found;
    }

    private static void Sort(List<ISymbol> members)
    {
        var keys = new (string Path, int Start, int Index)[members.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var location = LocationOf(members[i]);
            keys[i] = (location?.SourceTree?.FilePath ?? "", location?.SourceSpan.Start ?? 0, i);
        }

        var sorted = members.ToArray();
        Array.Sort(keys, sorted, Comparer<(string Path, int Start, int Index)>.Create(Compare));
        members.Clear();
        members.AddRange(sorted);
    }

    private static int Compare((string Path, int Start, int Index) left, (string Path, int Start, int Index) right) =>
        string.CompareOrdinal(left.Path, right.Path) is var path and not 0 ? path
        : left.Start.CompareTo(right.Start) is var start and not 0 ? start
        : left.Index.CompareTo(right.Index);

    private static Location? LocationOf(ISymbol symbol) => symbol.Locations.IsEmpty ? null : symbol.Locations[0];
}
