using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>One rule about code that calls jobs. A project that does not use the library pays for one look-up and nothing else.</summary>
public abstract class CallAnalyzer : DiagnosticAnalyzer
{
    private readonly ImmutableArray<OperationKind> _kinds;

    private protected CallAnalyzer(DiagnosticDescriptor rule, params OperationKind[] kinds)
    {
        SupportedDiagnostics = ImmutableArray.Create(rule);
        _kinds = ImmutableArray.Create(kinds);
    }

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (JobCalls.HasLibrary(start.Compilation)) start.RegisterOperationAction(Analyze, _kinds);
        });
    }

    /// <summary>Looks at one operation of the kinds that were named.</summary>
    private protected abstract void Analyze(OperationAnalysisContext context);
}
