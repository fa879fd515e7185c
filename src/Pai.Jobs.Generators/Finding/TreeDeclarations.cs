using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Finding;

/// <summary>What one file declares: a hash of it, and the records in it that may be jobs. Made once for each version of the file.</summary>
/// <remarks>
/// The hash covers all that the model of a job can depend on: every token outside method bodies and property initialisers, and the
/// directives among them. Comments and white space are not in it.
/// </remarks>
internal sealed class TreeDeclarations
{
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong End = ulong.MaxValue;

    private static readonly ConditionalWeakTable<SyntaxTree, TreeDeclarations> s_trees = new();

    private readonly List<RecordDeclarationSyntax> _records = new();
    private readonly List<string> _aliases = new();
    private readonly HashSet<string> _namespaces = new();
    private ulong _hash = Seed;
    private ulong _globalHash = Seed;

    private TreeDeclarations()
    {
    }

    public ulong Hash => _hash;

    /// <summary>A hash of what counts for other files whatever they mention: namespaces and global usings.</summary>
    public ulong GlobalHash => _globalHash;

    /// <summary>Whether the file has a global using: what that names, every file can use without naming it.</summary>
    public bool HasGlobalUsing { get; private set; }

    /// <summary>The names that the file declares and mentions.</summary>
    public TreeNames Names { get; } = new();

    /// <summary>The namespaces that the file declares, each as it is written.</summary>
    public IReadOnlyCollection<string> Namespaces => _namespaces;

    /// <summary>Whether the file has types that are seen in it alone: then its usings do not say what names mean in it.</summary>
    public bool HasFileLocalType { get; private set; }

    /// <summary>The records with an attribute.</summary>
    public IReadOnlyList<RecordDeclarationSyntax> Records => _records;

    /// <summary>Other names that the file, or with <c>global using</c> every file, has for the attribute of a job.</summary>
    public IReadOnlyList<string> Aliases => _aliases;

    public static TreeDeclarations Of(SyntaxTree tree) => s_trees.GetValue(tree, static t =>
    {
        var declarations = new TreeDeclarations();
        declarations.Visit(t.GetRoot());
        return declarations;
    });

    private void Visit(SyntaxNode node)
    {
        switch (node)
        {
            case BaseTypeDeclarationSyntax type:
                Names.Declare(type.Identifier.ValueText);
                HasFileLocalType |= type.Modifiers.Any(SyntaxKind.FileKeyword);
                if (type is RecordDeclarationSyntax { AttributeLists.Count: > 0 } record) _records.Add(record);
                break;
            case DelegateDeclarationSyntax type:
                Names.Declare(type.Identifier.ValueText);
                HasFileLocalType |= type.Modifiers.Any(SyntaxKind.FileKeyword);
                break;
            case BaseNamespaceDeclarationSyntax space:
                var name = space.Name.ToString();
                _globalHash = Mix(_globalHash, name);
                _namespaces.Add(name);
                break;
            case UsingDirectiveSyntax directive:
                if (directive.GlobalKeyword.RawKind != 0)
                {
                    _globalHash = Mix(_globalHash, directive.ToString());
                    HasGlobalUsing = true;
                }

                if (directive.Alias is { } alias && JobSyntax.IsJobAttributeName(directive.NamespaceOrType)) _aliases.Add(alias.Name.Identifier.ValueText);
                break;
        }

        _hash = Mix(_hash, (ulong)node.RawKind);
        foreach (var child in node.ChildNodesAndTokens())
        {
            if (child.AsNode() is { } childNode)
            {
                if (!CanSkip(childNode, node)) Visit(childNode);
                continue;
            }

            var token = child.AsToken();
            if (token.HasStructuredTrivia) MixTrivia(token);
            if (token.IsKind(SyntaxKind.IdentifierToken)) Names.Mention(token.ValueText);
            _hash = Mix(_hash, token.Text);
        }

        // Where a node ends counts: what follows a stray brace may be in a namespace or behind it.
        _hash = Mix(_hash, End);
    }

    /// <summary>Whether no declaration depends on a node. One with directives is kept: a <c>#nullable</c> in it counts for what follows it.</summary>
    private static bool CanSkip(SyntaxNode node, SyntaxNode parent) =>
        !node.ContainsDirectives
        && (node is BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or GlobalStatementSyntax
            || (node is EqualsValueClauseSyntax && parent is PropertyDeclarationSyntax));

    /// <summary>Directives count, and so does what the parser passed over: an expression that it is in has no value.</summary>
    private void MixTrivia(SyntaxToken token)
    {
        foreach (var trivia in token.LeadingTrivia)
            if (trivia.IsDirective || trivia.IsKind(SyntaxKind.SkippedTokensTrivia)) _hash = Mix(_hash, trivia.ToFullString());
        foreach (var trivia in token.TrailingTrivia)
            if (trivia.IsKind(SyntaxKind.SkippedTokensTrivia)) _hash = Mix(_hash, trivia.ToFullString());
    }

    private static ulong Mix(ulong hash, string text)
    {
        foreach (var c in text) hash = Mix(hash, c);
        return Mix(hash, 0UL);
    }

    private static ulong Mix(ulong hash, ulong value) => unchecked((hash ^ value) * Prime);
}
