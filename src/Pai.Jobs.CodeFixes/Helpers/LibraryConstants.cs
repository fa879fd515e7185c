using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Pai.Jobs.CodeFixes;

/// <summary>
/// The constants of the library for names of the service. They are asked of the compilation, so there is no second list of them here.
/// </summary>
internal static class LibraryConstants
{
    public const string InstanceTypes = "Pai.Jobs.InstanceTypes";
    public const string Images = "Pai.Jobs.Images";

    /// <summary>The constant with a value; null where there is none.</summary>
    public static IFieldSymbol? Find(Compilation compilation, string value) =>
        Of(compilation, InstanceTypes).Concat(Of(compilation, Images)).FirstOrDefault(f => (string)f.ConstantValue! == value);

    /// <summary>The constants of a type and of those nested in it.</summary>
    public static IEnumerable<IFieldSymbol> Of(Compilation compilation, string holder) =>
        compilation.FindType(holder) is { } type ? Of(type) : [];

    /// <summary>True if a symbol is one of them.</summary>
    public static bool IsOne(ISymbol? symbol)
    {
        if (symbol is not IFieldSymbol { HasConstantValue: true, ConstantValue: string, ContainingType: { } type }) return false;
        while (type.ContainingType is { } outer) type = outer;
        return KnownSymbols.Ours(type) is { Name: "InstanceTypes" or "Images" };
    }

    /// <summary>The end of a constant's name that tells it from the others.</summary>
    public static string NameOf(IFieldSymbol constant) => constant.ToDisplayString(s_format);

    private static readonly SymbolDisplayFormat s_format = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    private static IEnumerable<IFieldSymbol> Of(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.DeclaredAccessibility != Accessibility.Public) continue;
            if (member is IFieldSymbol { HasConstantValue: true, ConstantValue: string } constant) yield return constant;
            if (member is not INamedTypeSymbol nested) continue;
            foreach (var inner in Of(nested)) yield return inner;
        }
    }
}
