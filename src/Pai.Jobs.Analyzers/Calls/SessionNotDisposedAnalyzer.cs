using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Finds sessions that are created into a variable, used for jobs only, and never disposed of.</summary>
/// <remarks>The order of statements is not looked at: one place where the session is disposed of, or may go elsewhere, is enough.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SessionNotDisposedAnalyzer() : CallAnalyzer(CallRules.SessionNotDisposed, OperationKind.VariableDeclarator)
{
    private const string Session = "PaiSession";

    private protected override void Analyze(OperationAnalysisContext context)
    {
        var declarator = (IVariableDeclaratorOperation)context.Operation;
        if (!JobCalls.Is(declarator.Symbol.Type, Session) || !IsCreation(declarator.GetVariableInitializer()?.Value)) return;
        if (declarator.Parent?.Parent?.Parent is IUsingDeclarationOperation or IUsingOperation) return;
        if (LeavesOrIsDisposed(declarator)) return;
        context.ReportDiagnostic(Diagnostic.Create(CallRules.SessionNotDisposed, declarator.Symbol.Locations[0], declarator.Symbol.Name));
    }

    private static bool IsCreation(IOperation? value) => value switch
    {
        IInvocationOperation { TargetMethod: { IsStatic: true, Name: "CreateDefault" or "Local", ContainingType: var type } } =>
            JobCalls.Is(type, Session),
        IObjectCreationOperation creation => JobCalls.Is(creation.Type, Session),
        _ => false,
    };

    private static bool LeavesOrIsDisposed(IVariableDeclaratorOperation declarator)
    {
        IOperation root = declarator;
        while (root.Parent is { } parent) root = parent;
        var function = JobCalls.FunctionAround(declarator);
        foreach (var operation in root.Descendants())
        {
            if (operation is not ILocalReferenceOperation reference
                || !SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol)) continue;
            if (JobCalls.FunctionAround(reference) != function || !IsOrdinaryUse(reference)) return true;
        }

        return false;
    }

    /// <summary>True if the session stays what it is: a job runs in it, or it is looked at.</summary>
    private static bool IsOrdinaryUse(IOperation use) => use.Parent switch
    {
        IConversionOperation { IsImplicit: true } conversion => IsOrdinaryUse(conversion),
        IArgumentOperation { Parent: IInvocationOperation call } => JobCalls.IsOfLibraryOrJob(call.TargetMethod),
        IInvocationOperation call => call.TargetMethod.Name is not ("DisposeAsync" or "Dispose"),
        IPropertyReferenceOperation or IBinaryOperation or IIsPatternOperation or INameOfOperation => true,
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation call } =>
            call.TargetMethod.Name is not ("DisposeAsync" or "Dispose"),
        _ => false,
    };
}
