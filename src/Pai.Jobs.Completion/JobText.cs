using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.CodeFixes;

namespace Pai.Jobs.Completion;

/// <summary>The text of an argument of <c>[ProcessingJob]</c> that names something of the catalog.</summary>
internal sealed class JobText(string argument, AttributeSyntax attribute, TextSpan span)
{
    private const string Introduction = "Images of ";
    private static readonly string[] s_arguments = ["InstanceType", "Image", "Framework"];

    /// <summary>The argument's name.</summary>
    public string Argument { get; } = argument;

    /// <summary>The characters between the quotes.</summary>
    public TextSpan Span { get; } = span;

    public bool IsOfJob(SemanticModel model, CancellationToken cancellationToken) => JobAttribute.Is(attribute, model, cancellationToken);

    /// <summary>True if the line up to a position looks like one: asked at every key, so it reads no more than that.</summary>
    public static bool MayBeAt(SourceText text, int position)
    {
        var line = text.Lines.GetLineFromPosition(position);
        var before = text.ToString(TextSpan.FromBounds(line.Start, position));
        var quote = before.LastIndexOf('"');
        var name = quote < 0 ? "" : before.Substring(0, quote).TrimEnd(' ', '@');
        if (!name.EndsWith("=", System.StringComparison.Ordinal)) return false;
        name = name.Substring(0, name.Length - 1).TrimEnd();
        foreach (var argument in s_arguments)
            if (name.EndsWith(argument, System.StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>The text at a position; null where there is none.</summary>
    public static async Task<JobText?> FindAsync(Document document, int position, CancellationToken cancellationToken)
    {
        if (position == 0 || await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root) return null;
        var token = root.FindToken(position - 1);
        if (!token.IsKind(SyntaxKind.StringLiteralToken)
            || token.Parent?.Parent is not AttributeArgumentSyntax
            {
                NameEquals.Name.Identifier.ValueText: var name,
                Parent.Parent: AttributeSyntax attribute
            }) return null;
        if (System.Array.IndexOf(s_arguments, name) < 0) return null;

        var start = token.SpanStart + (token.Text[0] == '@' ? 2 : 1);
        // One that is being typed has no closing quote yet, and what follows it on the line is not part of the name.
        var isClosed = token.Text.Length > start - token.SpanStart && token.Text[token.Text.Length - 1] == '"';
        var end = isClosed ? token.Span.End - 1 : position;
        return position >= start && position <= end ? new(name, attribute, TextSpan.FromBounds(start, end)) : null;
    }

    /// <summary>The kinds of things that an argument can name.</summary>
    public static IEnumerable<string> NamesFor(string argument, Compilation compilation) => argument switch
    {
        "Framework" => FrameworksOf(compilation),
        "Image" => LibraryConstants.Of(compilation, LibraryConstants.Images).Select(c => (string)c.ConstantValue!),
        _ => LibraryConstants.Of(compilation, LibraryConstants.InstanceTypes).Select(c => (string)c.ConstantValue!),
    };

    /// <summary>
    /// The images are in a type for each framework. Where that has other letters than the framework, its documentation has the right ones.
    /// </summary>
    private static IEnumerable<string> FrameworksOf(Compilation compilation) =>
        compilation.FindType(LibraryConstants.Images)?.GetTypeMembers()
            .Where(t => t.DeclaredAccessibility == Accessibility.Public)
            .Select(NameOf) ?? [];

    private static string NameOf(INamedTypeSymbol framework)
    {
        var summary = Summary.Of(framework);
        return summary.StartsWith(Introduction, System.StringComparison.Ordinal) && summary.EndsWith(".", System.StringComparison.Ordinal)
            ? summary.Substring(Introduction.Length, summary.Length - Introduction.Length - 1)
            : framework.Name;
    }
}
