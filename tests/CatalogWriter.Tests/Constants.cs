using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CatalogWriter.Tests;

/// <summary>The constants of a written file, as the compiler sees them.</summary>
internal static class Constants
{
    /// <summary>Each constant's value, and what it says if it is used; that must be a warning, not an error.</summary>
    public static IReadOnlyDictionary<string, (string Value, string? Obsolete)> In(string code)
    {
        var compilation = CSharpCompilation.Create(
            "Constants",
            [CSharpSyntaxTree.ParseText(code)],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)],
            new(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics());
        return compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IFieldSymbol>()
            .ToDictionary(f => f.ToDisplayString()["Pai.Jobs.".Length..], f => ((string)f.ConstantValue!, ReasonOf(f)));
    }

    private static string? ReasonOf(IFieldSymbol field)
    {
        var obsolete = field.GetAttributes().SingleOrDefault(a => a.AttributeClass?.ToDisplayString() == "System.ObsoleteAttribute");
        return obsolete is null ? null : (string)Assert.Single(obsolete.ConstructorArguments).Value!;
    }
}
