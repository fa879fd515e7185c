using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Pai.Jobs.Generators.Tests;

/// <summary>
/// Sources as they are while somebody types: a token missing, twice, at another place, or replaced by one from elsewhere.
/// </summary>
internal static class Mutations
{
    /// <summary>The same mutants in every run.</summary>
    public static IEnumerable<string> Of(string source, int count, int seed)
    {
        var tokens = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantTokens().Where(t => t.Span.Length > 0).ToArray();
        var random = new Random(seed);
        for (var i = 0; i < count; i++) yield return Mutate(source, tokens, random);
    }

    private static string Mutate(string source, SyntaxToken[] tokens, Random random)
    {
        var first = tokens[random.Next(tokens.Length)];
        var second = tokens[random.Next(tokens.Length)];
        return random.Next(5) switch
        {
            0 => Replace(source, first, ""),
            1 => Replace(source, first, first.Text + " " + first.Text),
            2 => Replace(source, first, second.Text),
            3 => source[..first.SpanStart],
            _ => first.SpanStart < second.SpanStart
                ? Replace(Replace(source, second, first.Text), first, second.Text)
                : Replace(Replace(source, first, second.Text), second, first.Text),
        };
    }

    private static string Replace(string source, SyntaxToken token, string text) =>
        source[..token.SpanStart] + text + source[token.Span.End..];
}
