using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.CodeFixes;

/// <summary>Names of channels and parameters as names of properties: the way back from <see cref="Generators.SnakeCase"/>.</summary>
internal static class PascalCase
{
    /// <summary>The property's name; null where there is none in the text.</summary>
    public static string? Of(string name)
    {
        var text = new StringBuilder(name.Length);
        var starts = true;
        foreach (var c in name)
        {
            if (SyntaxFacts.IsIdentifierPartCharacter(c) && c != '_') text.Append(starts ? char.ToUpperInvariant(c) : c);
            starts = c is '_' or '-' or '.';
        }

        return SyntaxFacts.IsValidIdentifier(text.ToString()) ? text.ToString() : null;
    }
}
