using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Finds runs that nobody waits for, where the compiler's CS4014 is silent: in functions that are not <c>async</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NotAwaitedAnalyzer() : CallAnalyzer(CallRules.NotAwaited, OperationKind.ExpressionStatement)
{
    private protected override void Analyze(OperationAnalysisContext context)
    {
        var statement = (IExpressionStatementOperation)context.Operation;
        if (CallIn(statement.Operation) is not { TargetMethod: var method }
            || !IsTask(method.ReturnType)
            || (!JobCalls.RunsOrWaits(method) && !JobCalls.Stops(method))) return;
        var function = JobCalls.FunctionAround(statement);
        var symbol = JobCalls.SymbolOf(function) ?? context.ContainingSymbol as IMethodSymbol;
        if (symbol is null or { IsAsync: true } || IsExpressionTree(function)) return;
        context.ReportDiagnostic(Diagnostic.Create(CallRules.NotAwaited, statement.Operation.Syntax.GetLocation(), method.Name));
    }

    private static IInvocationOperation? CallIn(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } task } => CallIn(task),
        IInvocationOperation call => call,
        IConditionalAccessOperation access => CallIn(access.WhenNotNull),
        _ => null,
    };

    private static bool IsTask(ITypeSymbol type) =>
        type is { Name: "Task", ContainingNamespace: { Name: "Tasks", ContainingNamespace.Name: "Threading" } };

    /// <summary>The code of an expression tree is looked at, not run.</summary>
    private static bool IsExpressionTree(IOperation? function) =>
        function?.Parent?.Type is { Name: "Expression", ContainingNamespace.Name: "Expressions" };
}
