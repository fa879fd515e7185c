using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Generators.Emission;

/// <summary>The aliases that generated code uses, and their other names.</summary>
internal static class Aliases
{
    public const string Library = "PJ";
    public const string Threading = "Threading";

    private const string OtherSuffix = "__Job";

    /// <summary>
    /// Code with the other names, which no project has. An alias of a file is an error beside a <c>global using</c> of the same name, but
    /// for one in a namespace.
    /// </summary>
    public static string Rename(string code)
    {
        var renamed = new StringBuilder(code);
        var inserted = 0;
        foreach (var token in CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens(descendIntoTrivia: true))
        {
            if (token.Parent is not IdentifierNameSyntax { Parent: AliasQualifiedNameSyntax or NameEqualsSyntax } name
                || name.Parent is AliasQualifiedNameSyntax qualified && qualified.Alias != name
                || token.ValueText is not (Library or Threading)) continue;
            renamed.Insert(token.Span.End + inserted, OtherSuffix);
            inserted += OtherSuffix.Length;
        }

        return renamed.ToString();
    }
}
