using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

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

    /// <summary>The root with a node of the function replaced by one that awaits.</summary>
    public SyntaxNode Replace(SyntaxNode root, SyntaxNode node, SyntaxNode awaiting, SyntaxGenerator generator)
    {
        if (_symbol is null or { IsAsync: true }) return root.ReplaceNode(node, awaiting);
        var changed = _function.ReplaceNodes(
            Returns().Cast<SyntaxNode>().Prepend(node),
            (original, rewritten) => original == node ? awaiting : WithoutTask((ReturnStatementSyntax)original));
        if (BodyOf(changed) is { Statements: [.., ReturnStatementSyntax { Expression: null } last] })
            changed = changed.RemoveNode(
                last, HasComment(last) ? SyntaxRemoveOptions.KeepExteriorTrivia : SyntaxRemoveOptions.KeepNoTrivia)!;
        changed = WithAsync(changed);
        if (IsEntryPoint(_symbol)) changed = WithTaskType(changed, generator);
        return root.ReplaceNode(_function, changed);
    }

    private static BlockSyntax? BodyOf(SyntaxNode function) =>
        (function as MethodDeclarationSyntax)?.Body ?? (function as LocalFunctionStatementSyntax)?.Body;

    private static bool HasComment(SyntaxNode node) =>
        node.GetLeadingTrivia()
            .Concat(node.GetTrailingTrivia())
            .Any(t => !t.IsKind(SyntaxKind.WhitespaceTrivia) && !t.IsKind(SyntaxKind.EndOfLineTrivia));

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
    private ReturnStatementSyntax WithoutTask(ReturnStatementSyntax statement)
    {
        if (IsTask(_symbol!.ReturnType, arity: 0)) return SyntaxFactory.ReturnStatement().WithTriviaFrom(statement);
        if (statement.Expression is InvocationExpressionSyntax { ArgumentList.Arguments: [var result] } call
            && call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" } name
            && IsTaskClass(name.Expression))
            return statement.WithExpression(result.Expression);
        return statement.WithExpression(SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), statement.Expression!));
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

    private static SyntaxNode WithAsync(SyntaxNode function)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        var leading = function.GetLeadingTrivia();
        return function switch
        {
            MethodDeclarationSyntax { Modifiers.Count: 0, AttributeLists.Count: 0 } method =>
                method.WithReturnType(method.ReturnType.WithoutLeadingTrivia()).AddModifiers(keyword.WithLeadingTrivia(leading)),
            MethodDeclarationSyntax method => method.AddModifiers(keyword),
            LocalFunctionStatementSyntax { Modifiers.Count: 0, AttributeLists.Count: 0 } local =>
                local.WithReturnType(local.ReturnType.WithoutLeadingTrivia()).AddModifiers(keyword.WithLeadingTrivia(leading)),
            LocalFunctionStatementSyntax local => local.AddModifiers(keyword),
            _ => function,
        };
    }

    private SyntaxNode WithTaskType(SyntaxNode function, SyntaxGenerator generator)
    {
        if (function is not MethodDeclarationSyntax method) return function;
        var compilation = _model.Compilation;
        var type = _symbol!.ReturnsVoid
            ? compilation.GetTypeByMetadataName(TaskType)
            : compilation.GetTypeByMetadataName(TaskType + "`1")?.Construct(_symbol.ReturnType);
        return type is null ? function : method.WithReturnType(((TypeSyntax)Code.Type(type, generator)).WithTriviaFrom(method.ReturnType));
    }
}
