using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Pai.Jobs.CodeFixes;

/// <summary>Puts an <c>await</c> into a function, which it makes asynchronous where that cannot surprise its callers.</summary>
internal sealed class AsyncCode
{
    private const string TaskType = "System.Threading.Tasks.Task";
    private readonly SyntaxNode _function;
    private readonly SemanticModel _model;
    private readonly IMethodSymbol? _symbol;

    private AsyncCode(SyntaxNode function, SemanticModel model, IMethodSymbol? symbol)
    {
        _function = function;
        _model = model;
        _symbol = symbol;
    }

    /// <summary>
    /// The function that a statement is in; null where no <c>await</c> can be in that place, or the function cannot become asynchronous.
    /// </summary>
    public static AsyncCode? Around(SyntaxNode statement, SemanticModel model, CancellationToken cancellationToken)
    {
        foreach (var node in statement.Ancestors())
        {
            switch (node)
            {
                case GlobalStatementSyntax:
                    return new(node, model, null);
                case AnonymousFunctionExpressionSyntax lambda:
                    // Whoever takes a delegate may not wait for it.
                    return lambda.AsyncKeyword.IsKind(SyntaxKind.None) ? null : new(node, model, null);
                case LocalFunctionStatementSyntax or MethodDeclarationSyntax:
                    var symbol = model.GetDeclaredSymbol(node, cancellationToken) as IMethodSymbol;
                    var function = new AsyncCode(node, model, symbol);
                    return symbol is { IsAsync: true } || function.CanBecomeAsync() ? function : null;
                case LockStatementSyntax or UnsafeStatementSyntax or CatchFilterClauseSyntax or QueryExpressionSyntax
                    or AccessorDeclarationSyntax or BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The changes that the function needs beside its <c>await</c>.</summary>
    public IEnumerable<TextChange> Changes(SourceText text)
    {
        if (_symbol is null or { IsAsync: true }) return [];
        var root = _function.SyntaxTree.GetRoot();
        var type = _function is MethodDeclarationSyntax method ? method.ReturnType : ((LocalFunctionStatementSyntax)_function).ReturnType;
        var returns = Returns().ToList();
        var last = BodyOf(_function)?.Statements.LastOrDefault();
        return
        [
            Edits.Insert(type.SpanStart, "async "), .. IsEntryPoint(_symbol) ? WithTask(type, text) : [],
            .. returns.SelectMany(r => WithoutTask(r, isLast: r == last, root)),
        ];
    }

    private static BlockSyntax? BodyOf(SyntaxNode function) =>
        (function as MethodDeclarationSyntax)?.Body ?? (function as LocalFunctionStatementSyntax)?.Body;

    private bool CanBecomeAsync()
    {
        if (_symbol is not { IsAbstract: false, IsExtern: false, PartialDefinitionPart: null, PartialImplementationPart: null }
            || _symbol.Parameters.Any(p => p.RefKind != RefKind.None)) return false;
        if (_function.DescendantNodes().OfType<YieldStatementSyntax>().Any()) return false;
        // A caller of a void method would go on without waiting, and nothing would tell it so.
        if (_symbol.ReturnsVoid || _symbol.ReturnType.SpecialType == SpecialType.System_Int32)
            return IsEntryPoint(_symbol) || (_symbol.ReturnsVoid && IsEventHandler(_symbol));
        return IsTask(_symbol.ReturnType, arity: 1)
            || (IsTask(_symbol.ReturnType, arity: 0) && Returns().All(r => IsCompletedTask(r.Expression)));
    }

    private IEnumerable<ReturnStatementSyntax> Returns() =>
        _symbol is { ReturnsVoid: false } && _symbol.ReturnType.SpecialType != SpecialType.System_Int32
            ? _function.DescendantNodes(n => n == _function || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
            : [];

    /// <summary><c>return Task.FromResult(x)</c> returns x, another task is awaited, and one that has ended is left out.</summary>
    private IEnumerable<TextChange> WithoutTask(ReturnStatementSyntax statement, bool isLast, SyntaxNode root)
    {
        var expression = statement.Expression!;
        if (IsTask(_symbol!.ReturnType, arity: 0))
        {
            var start = isLast ? statement.GetFirstToken().GetPreviousToken().Span.End : statement.ReturnKeyword.Span.End;
            return Edits.Remove(root, TextSpan.FromBounds(start, isLast ? statement.Span.End : expression.Span.End));
        }

        if (expression is InvocationExpressionSyntax { ArgumentList.Arguments: [var result] } call
            && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" } name
            && IsTaskClass(name.Expression))
            return Edits.Remove(root, TextSpan.FromBounds(call.SpanStart, result.SpanStart))
                .Concat(Edits.Remove(root, TextSpan.FromBounds(result.Span.End, call.Span.End)));
        return [Edits.Insert(expression.SpanStart, "await ")];
    }

    private bool IsCompletedTask(ExpressionSyntax? expression) =>
        expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } access && IsTaskClass(access.Expression);

    private bool IsTaskClass(ExpressionSyntax expression) =>
        _model.GetSymbolInfo(expression).Symbol is INamedTypeSymbol type && IsTask(type, arity: 0);

    private static bool IsTask(ITypeSymbol type, int arity) =>
        type is INamedTypeSymbol { Name: "Task" or "ValueTask" } named
            && named.Arity == arity
            && named.ContainingNamespace.ToDisplayString() == "System.Threading.Tasks";

    private static bool IsEntryPoint(IMethodSymbol method) =>
        method is { Name: WellKnownMemberNames.EntryPointMethodName, IsStatic: true, MethodKind: MethodKind.Ordinary }
            && method.Parameters.Length < 2;

    private static bool IsEventHandler(IMethodSymbol method)
    {
        if (method.Parameters is not [{ Type.SpecialType: SpecialType.System_Object }, { Type: var arguments }]) return false;
        for (ITypeSymbol? type = arguments; type is not null; type = type.BaseType)
            if (type.Name == "EventArgs" && type.ContainingNamespace.Name == "System") return true;
        return false;
    }

    private IEnumerable<TextChange> WithTask(TypeSyntax type, SourceText text)
    {
        var compilation = _model.Compilation;
        var task = _symbol!.ReturnsVoid
            ? compilation.FindType(TaskType)
            : compilation.FindType(TaskType + "`1")?.Construct(_symbol.ReturnType);
        if (task is null) return [];
        var names = new Names(_model, type.SpanStart, text);
        return [new(type.Span, names.Of(task)), .. names.Imports];
    }
}
