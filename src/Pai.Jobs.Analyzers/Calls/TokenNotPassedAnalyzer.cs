using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Finds calls that run jobs or wait for them without the one token that is at hand.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenNotPassedAnalyzer() : CallAnalyzer(CallRules.TokenNotPassed, OperationKind.Invocation)
{
    /// <summary>The property of the diagnostic that has the token's name.</summary>
    private const string Token = "Token";

    private protected override void Analyze(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        // To stop a run is often what is left to do once the token is cancelled, so that call is not looked at.
        if (!JobCalls.RunsOrWaits(call.TargetMethod) || !LeavesTokenOut(call) || TokenFor(call, context.ContainingSymbol) is not { } token)
            return;
        context.ReportDiagnostic(Diagnostic.Create(
            CallRules.TokenNotPassed, NameOf(call.Syntax).GetLocation(), ImmutableDictionary<string, string?>.Empty.Add(Token, token),
            token, call.TargetMethod.Name));
    }

    private static bool LeavesTokenOut(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter is { } parameter && IsToken(parameter.Type)) return argument.ArgumentKind == ArgumentKind.DefaultValue;
        return false;
    }

    /// <summary>The one token among the parameters of the functions around a call; null where there is none, or more than one.</summary>
    private static string? TokenFor(IOperation call, ISymbol member)
    {
        string? name = null;
        var isOwn = true;
        for (var parent = call.Parent; parent is not null; parent = parent.Parent)
        {
            // The token may be what brought the code here.
            if (parent is ICatchClauseOperation
                || parent is ITryOperation { Finally: { } last } && last.Syntax.Span.Contains(call.Syntax.Span)) return null;
            if (JobCalls.SymbolOf(parent is IAnonymousFunctionOperation or ILocalFunctionOperation ? parent : null) is not { } function)
                continue;
            if (!Add(function, isOwn, ref name)) return null;
            if (function.IsStatic) return name;
            isOwn = false;
        }

        return member is IMethodSymbol method && !Add(method, isOwn, ref name) ? null : name;
    }

    private static bool Add(IMethodSymbol function, bool isOwn, ref string? name)
    {
        foreach (var parameter in function.Parameters)
        {
            if (!IsToken(parameter.Type) || parameter.RefKind == RefKind.Out || (parameter.RefKind != RefKind.None && !isOwn)) continue;
            if (name is not null && name != parameter.Name) return false;
            name = parameter.Name;
        }

        return true;
    }

    private static bool IsToken(ITypeSymbol type) =>
        type is { Name: "CancellationToken", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } };

    private static SyntaxNode NameOf(SyntaxNode call) => call is not InvocationExpressionSyntax invocation
        ? call
        : invocation.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var name => name,
        };
}
