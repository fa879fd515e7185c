using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.CodeFixes;

/// <summary>Reads a command that is an argument list.</summary>
internal static class ArgumentList
{
    /// <summary>The texts of an array; null where one is not a plain literal.</summary>
    public static string[]? WordsOf(ExpressionSyntax expression)
    {
        var elements = expression switch
        {
            ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions.ToArray(),
            ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions.ToArray(),
            CollectionExpressionSyntax collection when collection.Elements.All(e => e is ExpressionElementSyntax) =>
                collection.Elements.Select(e => ((ExpressionElementSyntax)e).Expression).ToArray(),
            _ => [],
        };
        var words = elements.Select(Suggestions.TextOf).OfType<string>().ToArray();
        return words.Length == elements.Length && words.Length > 0 ? words : null;
    }
}
