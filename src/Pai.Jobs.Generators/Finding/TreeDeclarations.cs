using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Finding;

/// <summary>What one file declares: a hash of it, and the records in it that may be jobs. Made once for each version of the file.</summary>
/// <remarks>
/// The hash covers all of the file that the model of a job can depend on: every token outside the bodies of members, property initialisers
/// and the statements outside all types, how they are nested, the directives among them, the file's path, and whether it says that it is
/// generated. Other comments and white space are not in it, so that a line number which the compiler gives to an attribute
/// ([CallerLineNumber]) stays as it was.
/// </remarks>
internal sealed class TreeDeclarations
{
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong End = ulong.MaxValue;

    /// <summary>The class that statements outside all types are in.</summary>
    private const string Program = "Program";

    private static readonly ConditionalWeakTable<SyntaxTree, TreeDeclarations> s_trees = new();

    private readonly List<RecordDeclarationSyntax> _records = new();
    private readonly List<(string Name, string Target)> _aliases = new();
    private readonly HashSet<string> _namespaces = new();
    private ulong _hash = Seed;
    private ulong _globalHash = Seed;
    private bool _hasStatements;

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

    /// <summary>The namespaces that the file declares, as in metadata.</summary>
    public IReadOnlyCollection<string> Namespaces => _namespaces;

    /// <summary>Whether the file has types that are seen in it alone: then its usings do not say what names mean in it.</summary>
    public bool HasFileLocalType { get; private set; }

    /// <summary>The records with an attribute.</summary>
    public IReadOnlyList<RecordDeclarationSyntax> Records => _records;

    /// <summary>
    /// The aliases that the file declares, for itself or with <c>global using</c> for every file, each with the last name of what it stands
    /// for.
    /// </summary>
    public IReadOnlyList<(string Name, string Target)> Aliases => _aliases;

    public static TreeDeclarations Of(SyntaxTree tree) => s_trees.GetValue(tree, static t =>
    {
        var declarations = new TreeDeclarations();
        declarations.Read(t);
        return declarations;
    });

    private void Read(SyntaxTree tree)
    {
        var root = tree.GetRoot();
        _hash = Mix(_hash, tree.FilePath);
        if (SaysGenerated(root)) _hash = Mix(_hash, "generated");

        // Not by recursion: a constant that is put together of thousands of texts is as deep as it is long.
        var open = new ChildSyntaxList.Enumerator[32];
        open[0] = root.ChildNodesAndTokens().GetEnumerator();
        for (var depth = 0; depth >= 0;)
        {
            if (!open[depth].MoveNext())
            {
                // Where a node ends counts: what follows a stray brace may be in a namespace or behind it.
                _hash = Mix(_hash, End);
                depth--;
                continue;
            }

            var child = open[depth].Current;
            if (child.AsNode() is not { } node) Visit(child.AsToken());
            else if (Visit(node))
            {
                if (++depth == open.Length) Array.Resize(ref open, depth * 2);
                open[depth] = node.ChildNodesAndTokens().GetEnumerator();
            }
        }
    }

    /// <summary>Counts a node; says whether what is in it counts too.</summary>
    private bool Visit(SyntaxNode node)
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
                Visit(space);
                break;
            case UsingDirectiveSyntax directive:
                Visit(directive);
                break;
            case GlobalStatementSyntax:
                // That there are some makes a class; how many there are does not count.
                if (_hasStatements) break;
                _hasStatements = true;
                Names.Declare(Program);
                _hash = Mix(_hash, Program);
                break;
        }

        if (IsBody(node))
        {
            MixNullable(node);
            return false;
        }

        _hash = Mix(_hash, (ulong)node.RawKind);
        return true;
    }

    private void Visit(BaseNamespaceDeclarationSyntax space)
    {
        var name = string.Join(".", JobSyntax.NamesIn(space.Name));
        _namespaces.Add(name);
        _globalHash = Mix(_globalHash, name);
        for (var outer = space.Parent; outer is BaseNamespaceDeclarationSyntax; outer = outer.Parent) _globalHash = Mix(_globalHash, 1);
    }

    private void Visit(UsingDirectiveSyntax directive)
    {
        if (directive.GlobalKeyword.RawKind != 0)
        {
            _globalHash = Mix(_globalHash, directive.ToString());
            HasGlobalUsing = true;
        }

        if (directive.Alias is { } alias && JobSyntax.LastNameOf(directive.NamespaceOrType) is { } target)
            _aliases.Add((alias.Name.Identifier.ValueText, target));
    }

    private void Visit(SyntaxToken token)
    {
        if (token.HasStructuredTrivia) MixTrivia(token);
        if (token.IsKind(SyntaxKind.IdentifierToken)) Names.Mention(token.ValueText);
        _hash = Mix(_hash, token.Text);
    }

    /// <summary>Whether no declaration depends on what is in a node.</summary>
    private static bool IsBody(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax or GlobalStatementSyntax
        || (node is EqualsValueClauseSyntax && node.Parent is PropertyDeclarationSyntax);

    /// <summary>Of what is in a body, <c>#nullable</c> counts: it goes on behind it.</summary>
    private void MixNullable(SyntaxNode body)
    {
        if (!body.ContainsDirectives) return;
        for (var directive = ((CSharpSyntaxNode)body).GetFirstDirective();
            directive is not null && directive.SpanStart < body.FullSpan.End;
            directive = directive.GetNextDirective())
            if (directive is NullableDirectiveTriviaSyntax) _hash = Mix(_hash, directive.ToString());
    }

    /// <summary>Whether the file says of itself, as the compiler reads it, that it is generated: then its nulls are not followed.</summary>
    private static bool SaysGenerated(SyntaxNode root)
    {
        foreach (var trivia in root.GetLeadingTrivia())
        {
            if (!trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && !trivia.IsKind(SyntaxKind.MultiLineCommentTrivia)) continue;
            var text = trivia.ToString();
            if (text.IndexOf("<auto-generated", StringComparison.Ordinal) >= 0
                || text.IndexOf("<autogenerated", StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

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
