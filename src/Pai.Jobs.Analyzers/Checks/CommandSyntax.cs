using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The command of a job: one text for a shell, or the texts of an argument list, each with its place in the code.</summary>
internal sealed class CommandSyntax
{
    private List<CommandWords.Command>? _commands;

    private CommandSyntax(IReadOnlyList<Part> parts, bool isShell)
    {
        Parts = parts;
        IsShell = isShell;
    }

    /// <summary>The one text, or the arguments.</summary>
    public IReadOnlyList<Part> Parts { get; }

    /// <summary>True if a shell reads it.</summary>
    public bool IsShell { get; }

    /// <summary>The simple commands in it; read when the first check asks for them.</summary>
    public IReadOnlyList<CommandWords.Command> Commands => _commands ??= CommandWords.Of(this);

    /// <summary>The command of a job; null where it is not known.</summary>
    public static CommandSyntax? Of(JobAnalysisContext job)
    {
        var command = job.Command;
        var expression =
            (job.Attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments is [var first, ..]
            ? first.Expression
            : null;
        if (command.Kind == TypedConstantKind.Primitive && command.Value is string text) return new([new(text, expression)], isShell: true);
        if (command.Kind != TypedConstantKind.Array || command.IsNull) return null;
        var elements = ElementsOf(expression);
        var parts = new List<Part>();
        for (var i = 0; i < command.Values.Length; i++)
            if (command.Values[i].Value is string argument)
                parts.Add(new(argument, elements is not null && i < elements.Count ? elements[i] : expression));
        return new(parts, isShell: false);
    }

    /// <summary>The elements of an array as they are written; null where it is made elsewhere.</summary>
    public static IReadOnlyList<ExpressionSyntax>? ElementsOf(ExpressionSyntax? expression) => expression switch
    {
        ImplicitArrayCreationExpressionSyntax array => array.Initializer.Expressions,
        ArrayCreationExpressionSyntax { Initializer: { } initializer } => initializer.Expressions,
        CollectionExpressionSyntax collection => collection.Elements.OfType<ExpressionElementSyntax>().Select(e => e.Expression).ToList(),
        _ => null,
    };

    /// <summary>One text of a command.</summary>
    internal sealed class Part(string text, ExpressionSyntax? expression)
    {
        public string Text { get; } = text;

        /// <summary>
        /// Where a word of the text stands: exactly where the literal is plain, and the whole expression where it is not.
        /// </summary>
        public Location? LocationOf(int start, int length) =>
            OffsetOfText() is { } offset
                ? Location.Create(expression!.SyntaxTree, new(expression.SpanStart + offset + start, length))
                : expression?.GetLocation();

        /// <summary>The replacement that a code fix writes for a word.</summary>
        public string Replace(int start, int length, string word) =>
            OffsetOfText() is null ? Text.Remove(start, length).Insert(start, word) : word;

        /// <summary>How far into the literal its text starts; null where the text is not written as it is meant.</summary>
        private int? OffsetOfText()
        {
            if (expression is not LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } literal) return null;
            var written = literal.Token.Text;
            var offset = written.IndexOf('"');
            while (offset < written.Length && written[offset] == '"') offset++;
            return offset + Text.Length <= written.Length && string.CompareOrdinal(written, offset, Text, 0, Text.Length) == 0
                ? offset
                : null;
        }
    }
}
