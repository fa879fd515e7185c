using System;
using System.Collections.Generic;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Generators.Finding;

/// <summary>The declarations of one file: a hash of all that the model of a job, in this file or another, can depend on.</summary>
/// <remarks>
/// All of a file counts: its path and options, every token, how the nodes are nested, every directive. Left out are only these:
/// <list type="bullet">
/// <item>What stands in the body of a member or an accessor. Nothing declared in it can be named outside, no declared type is inferred from
/// it, and no constant or attribute is evaluated in it. That there is a body and of which kind does count (it says which part of a partial
/// property defines it), and so do the directives in it (they go on behind it).</item>
/// <item>The statements outside all types, for the same reason, but for the names they declare outside inner blocks: those are in scope in
/// every file, and hide what a name in an attribute meant. Their types and values do not count: the compiler lets no other file use
/// them.</item>
/// <item>Comments and white space. The compiler gives them to nobody, with two exceptions: the source of an attribute's argument
/// ([CallerArgumentExpression]), so arguments count character by character, and line numbers ([CallerLineNumber]), which the parser refuses
/// where a model would have one. A comment at the start of the file that says it is generated counts: it turns nullable annotations
/// off.</item>
/// </list>
/// It holds nothing of the compiler's: the pipeline keeps it when the file is gone.
/// </remarks>
internal sealed class TreeDeclarations : IEquatable<TreeDeclarations>
{
    private const ulong Seed = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private const ulong End = ulong.MaxValue;
    private const ulong EndOfText = char.MaxValue + 1;

    private readonly List<(string Name, string Target)> _aliases = new();
    private ulong _hash = Seed;

    private TreeDeclarations()
    {
    }

    /// <summary>True if there is a record with an attribute, which may be a job.</summary>
    public bool HasAnnotatedRecord { get; private set; }

    /// <summary>
    /// The aliases that the file declares, for itself or with <c>global using</c> for every file, each with the last name of what it stands
    /// for.
    /// </summary>
    public IReadOnlyList<(string Name, string Target)> Aliases => _aliases;

    public static TreeDeclarations Of(SyntaxTree tree, CancellationToken cancellationToken)
    {
        var declarations = new TreeDeclarations();
        declarations.Mix(tree.FilePath);
        declarations.Mix(unchecked((ulong)tree.Options.GetHashCode()));
        declarations.Read(tree.GetRoot(cancellationToken), cancellationToken);
        return declarations;
    }

    public bool Equals(TreeDeclarations? other) => other is not null && _hash == other._hash;

    public override bool Equals(object? obj) => Equals(obj as TreeDeclarations);

    public override int GetHashCode() => _hash.GetHashCode();

    private void Read(SyntaxNode root, CancellationToken cancellationToken)
    {
        if (SaysGenerated(root)) Mix("generated");
        MixNames(StatementNames.In(root));

        // Not by recursion: a constant that is put together of thousands of strings is as deep as it is long.
        var open = new ChildSyntaxList.Enumerator[32];
        open[0] = root.ChildNodesAndTokens().GetEnumerator();
        for (var depth = 0; depth >= 0;)
        {
            if (!open[depth].MoveNext())
            {
                // Where a node ends counts: what follows a stray brace may be in a namespace or behind it.
                Mix(End);
                depth--;
                continue;
            }

            var child = open[depth].Current;
            if (child.AsNode() is not { } node) Visit(child.AsToken());
            else if (Visit(node))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (++depth == open.Length) Array.Resize(ref open, depth * 2);
                open[depth] = node.ChildNodesAndTokens().GetEnumerator();
            }
        }
    }

    /// <summary>Counts a node; says whether its children are still to be counted.</summary>
    private bool Visit(SyntaxNode node)
    {
        switch (node)
        {
            case RecordDeclarationSyntax { AttributeLists.Count: > 0 }:
                HasAnnotatedRecord = true;
                break;
            case UsingDirectiveSyntax { Alias: { } alias } directive when JobSyntax.LastNameOf(directive.NamespaceOrType) is { } target:
                _aliases.Add((alias.Name.Identifier.ValueText, target));
                break;
            case GlobalStatementSyntax:
                MixDirectives(node);
                return false;
            case AttributeArgumentListSyntax:
                Mix(node.ToFullString());
                return false;
        }

        Mix((ulong)node.RawKind);
        if (!IsBody(node)) return true;
        MixDirectives(node);
        return false;
    }

    private void Visit(SyntaxToken token)
    {
        if (token.HasStructuredTrivia) MixTrivia(token);
        Mix(token.Text);
    }

    /// <summary>True if a node is the body of a member. A lambda's is not: it belongs to an initializer, all of which counts.</summary>
    private static bool IsBody(SyntaxNode node) => node switch
    {
        BlockSyntax => node.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax,
        ArrowExpressionClauseSyntax => true,
        _ => false,
    };

    private void MixNames(SortedSet<string>? names)
    {
        if (names is null) return;
        Mix("statements");
        foreach (var name in names) Mix(name);
        Mix(End);
    }

    private void MixDirectives(SyntaxNode body)
    {
        if (!body.ContainsDirectives) return;
        for (var directive = ((CSharpSyntaxNode)body).GetFirstDirective();
            directive is not null && directive.SpanStart < body.FullSpan.End;
            directive = directive.GetNextDirective()) Mix(directive.ToString());
    }

    /// <summary>True if the file says of itself, as the compiler reads it, that it is generated.</summary>
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
            if (trivia.IsDirective || trivia.IsKind(SyntaxKind.SkippedTokensTrivia)) Mix(trivia.ToFullString());
        foreach (var trivia in token.TrailingTrivia)
            if (trivia.IsKind(SyntaxKind.SkippedTokensTrivia)) Mix(trivia.ToFullString());
    }

    private void Mix(string text)
    {
        var hash = _hash;
        foreach (var c in text) hash = unchecked((hash ^ c) * Prime);
        _hash = unchecked((hash ^ EndOfText) * Prime);
    }

    private void Mix(ulong value) => _hash = unchecked((_hash ^ value) * Prime);
}
