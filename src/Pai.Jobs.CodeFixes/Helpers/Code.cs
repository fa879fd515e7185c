using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.CodeFixes;

/// <summary>Values in code.</summary>
internal static class Code
{
    public static string Text(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
