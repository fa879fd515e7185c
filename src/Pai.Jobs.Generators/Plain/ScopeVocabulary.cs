using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Plain;

/// <summary>What texts mean in one scope: the same namespaces with the same usings.</summary>
internal sealed class ScopeVocabulary
{
    private readonly string[] _mentioned;
    private readonly Dictionary<(Kind Kind, string Text, string Of), (object Meaning, string[] Mentioned)> _words;

    public ScopeVocabulary(IEnumerable<UsingDirectiveSyntax> usings)
    {
        var mentioned = new List<string>();
        foreach (var directive in usings) mentioned.AddRange(NamesIn(directive));
        _mentioned = mentioned.ToArray();
        _words = new();
    }

    private ScopeVocabulary(string[] mentioned, Dictionary<(Kind Kind, string Text, string Of), (object Meaning, string[] Mentioned)> words)
    {
        _mentioned = mentioned;
        _words = words;
    }

    private enum Kind
    {
        AttributeClass,
        MemberType,
        Argument,
        TextArgument,
        Check,
    }

    /// <summary>The class of an attribute: one of the library's, <c>ValidationAttribute</c> for one derived from it, empty for one that does not matter.</summary>
    public string? ClassOf(AttributeSyntax attribute) => Recall<string>(Kind.AttributeClass, TextOf(attribute.Name));

    public void LearnClass(AttributeSyntax attribute, string className) => Learn(Kind.AttributeClass, TextOf(attribute.Name), "", className, attribute.Name);

    /// <summary>The type of a property with a role.</summary>
    public TypeFacts? TypeOf(TypeSyntax type, string role) => Recall<TypeFacts>(Kind.MemberType, TextOf(type), role);

    public void LearnType(TypeSyntax type, string role, TypeFacts facts) => Learn(Kind.MemberType, TextOf(type), role, facts, type);

    /// <summary>The value of an argument, by the name of its parameter.</summary>
    public ArgumentValue? ArgumentOf(ExpressionSyntax expression, string parameter) =>
        !expression.IsKind(SyntaxKind.StringLiteralExpression) ? Recall<object>(Kind.Argument, TextOf(expression), parameter) as ArgumentValue?
        // Any text will do where one did.
        : Recall<object>(Kind.TextArgument, parameter) is not null ? new ArgumentValue(((LiteralExpressionSyntax)expression).Token.ValueText)
        : null;

    public void LearnArgument(ExpressionSyntax expression, string parameter, ArgumentValue value)
    {
        if (!expression.IsKind(SyntaxKind.StringLiteralExpression)) Learn(Kind.Argument, TextOf(expression), parameter, value, expression);
        else if (value.Value is string) Learn(Kind.TextArgument, parameter, "", true);
    }

    /// <summary>The check of a validation attribute of a parameter, in code; empty for one that checks nothing.</summary>
    public string? CheckOf(AttributeSyntax attribute, TypeSyntax type) => Recall<string>(Kind.Check, TextOf(attribute), TextOf(type));

    public void LearnCheck(AttributeSyntax attribute, TypeSyntax type, string check) => Learn(Kind.Check, TextOf(attribute), TextOf(type), check, attribute, type);

    /// <summary>A copy without what mentions a name; null where the usings do.</summary>
    public ScopeVocabulary? Without(HashSet<string> names)
    {
        if (names.Overlaps(_mentioned)) return null;
        var words = new Dictionary<(Kind, string, string), (object, string[] Mentioned)>(_words.Count);
        foreach (var word in _words)
            if (!names.Overlaps(word.Value.Mentioned)) words.Add(word.Key, word.Value);
        return new(_mentioned, words);
    }

    private T? Recall<T>(Kind kind, string text, string of = "")
        where T : class => _words.TryGetValue((kind, text, of), out var word) ? (T)word.Meaning : null;

    private void Learn(Kind kind, string text, string of, object meaning, params SyntaxNode[] nodes)
    {
        if (_words.ContainsKey((kind, text, of))) return;
        var mentioned = new List<string>();
        foreach (var node in nodes) mentioned.AddRange(NamesIn(node));
        _words.Add((kind, text, of), (meaning, mentioned.ToArray()));
    }

    private static IEnumerable<string> NamesIn(SyntaxNode node)
    {
        foreach (var token in node.DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken)) yield return token.ValueText;
    }

    /// <summary>The text of a node, without a copy where it is one token.</summary>
    private static string TextOf(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        PredefinedTypeSyntax type => type.Keyword.Text,
        _ => node.ToString(),
    };
}
