using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Plain;

/// <summary>
/// What texts mean in one scope, which is the same namespaces with the same usings; what names nothing, and leaves nothing to the compiler,
/// means the same everywhere.
/// </summary>
internal sealed class ScopeVocabulary
{
    private readonly string[] _mentioned;
    private readonly WordList _here;
    private readonly WordList _everywhere;

    public ScopeVocabulary(IEnumerable<UsingDirectiveSyntax> usings, WordList everywhere)
    {
        var mentioned = new List<string>();
        foreach (var directive in usings) mentioned.AddRange(JobSyntax.NamesIn(directive));
        (_mentioned, _here, _everywhere) = (mentioned.ToArray(), new(), everywhere);
    }

    private ScopeVocabulary(string[] mentioned, WordList here, WordList everywhere) =>
        (_mentioned, _here, _everywhere) = (mentioned, here, everywhere);

    public int Count => _here.Count + 1;

    /// <summary>A copy without what depends on a name; null where the usings do.</summary>
    public ScopeVocabulary? Without(HashSet<string> names, WordList everywhere) =>
        names.Overlaps(_mentioned) ? null : new(_mentioned, _here.Without(names), everywhere);

    /// <summary>
    /// The class of an attribute: the name of one of the library's, the full name of one that checks values, empty for one that does not
    /// matter.
    /// </summary>
    public string? ClassOf(AttributeSyntax attribute) => (string?)_here.Recall(WordKind.AttributeClass, TextOf(attribute.Name), "");

    public void LearnClass(AttributeSyntax attribute, string className) =>
        _here.Learn(WordKind.AttributeClass, TextOf(attribute.Name), "", className, attribute.Name);

    /// <summary>The type of a property with a role.</summary>
    public TypeFacts? TypeOf(TypeSyntax type, string role) => (TypeFacts?)_here.Recall(WordKind.MemberType, TextOf(type), role);

    public void LearnType(TypeSyntax type, string role, TypeFacts facts) =>
        _here.Learn(WordKind.MemberType, TextOf(type), role, facts, type);

    /// <summary>The value of an argument of one of the library's attributes, by the name or the number of its parameter.</summary>
    public ArgumentValue? ArgumentOf(ExpressionSyntax expression, string className, string parameter)
    {
        parameter = className + "." + parameter;
        if (!expression.IsKind(SyntaxKind.StringLiteralExpression))
            return (ArgumentValue?)ListOf(expression).Recall(WordKind.Argument, TextOf(expression), parameter);
        // Any text will do where one did.
        return _everywhere.Recall(WordKind.TextParameter, parameter, "") is null
            ? null
            : new(((LiteralExpressionSyntax)expression).Token.ValueText);
    }

    public void LearnArgument(ExpressionSyntax expression, string className, string parameter, ArgumentValue value)
    {
        parameter = className + "." + parameter;
        if (!expression.IsKind(SyntaxKind.StringLiteralExpression))
            ListOf(expression).Learn(WordKind.Argument, TextOf(expression), parameter, value, expression, className);
        else if (value.Value is string) _everywhere.Learn(WordKind.TextParameter, parameter, "", true, null, className);
    }

    /// <summary>The check of a validation attribute on a parameter of a form, in code; empty for one that checks nothing.</summary>
    public string? CheckOf(AttributeSyntax attribute, string className, string form) =>
        (string?)ListOf(attribute.ArgumentList).Recall(WordKind.Check, className + attribute.ArgumentList, form);

    public void LearnCheck(AttributeSyntax attribute, INamedTypeSymbol attributeClass, string form, string check) =>
        ListOf(attribute.ArgumentList).Learn(
            WordKind.Check, Literal.FullName(attributeClass) + attribute.ArgumentList, form, check, attribute, attributeClass.Name);

    /// <summary>Where a text is written down: what has no name in it but those of parameters is the same in every scope.</summary>
    private WordList ListOf(SyntaxNode? node)
    {
        if (node is null or LiteralExpressionSyntax) return _everywhere;
        foreach (var token in node.DescendantTokens())
            if (token.IsKind(SyntaxKind.IdentifierToken) && token.Parent?.Parent is not NameEqualsSyntax) return _here;
        return _everywhere;
    }

    /// <summary>The text of a node, without a copy where it is one token.</summary>
    private static string TextOf(SyntaxNode node) => node switch
    {
        IdentifierNameSyntax name => name.Identifier.Text,
        PredefinedTypeSyntax type => type.Keyword.Text,
        LiteralExpressionSyntax literal => literal.Token.Text,
        _ => node.ToString(),
    };
}
