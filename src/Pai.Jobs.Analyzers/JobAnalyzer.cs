using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Analyzers.Calls;
using Pai.Jobs.Analyzers.Checks;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers;

/// <summary>
/// Reports what is wrong with a job record: everything for which its members would throw, and advice.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JobAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => AllRules.OfJobs;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            // A project that does not use the library pays for this look-up and nothing else.
            if (!JobCalls.HasLibrary(start.Compilation)) return;
            var project = new Project(start.Options);
            var bases = new BaseTypes(start.Compilation);
            start.RegisterSymbolAction(symbol => Analyze(symbol, project, bases), SymbolKind.NamedType);
            start.RegisterSyntaxNodeAction(StrayParameters.Analyze, SyntaxKind.Attribute);
            start.RegisterAdditionalFileAction(CatalogFileCheck.Check);
            start.RegisterAdditionalFileAction(PricesFileCheck.Check);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Project project, BaseTypes bases)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct)) return;
        if (RecordParser.FindAttribute(type) is not { } attribute)
        {
            StrayMembers.Report(context, type, bases);
            return;
        }

        var job = new JobAnalysisContext(type, attribute, project, context);
        var problems = new ProblemReporter(collects: true);
        job.Members = JobParser.Check(type, attribute, context.Compilation, problems, context.CancellationToken);
        foreach (var problem in problems.Problems)
        {
            // Advice is for a record that could run as it is.
            var rule = AllRules.ById[problem.Id];
            if (problem.Id == RuleIds.Location) LocationChecks.Report(job, problem);
            else if (rule.DefaultSeverity > DiagnosticSeverity.Info || !problems.HasErrors)
                job.Report(rule, problem.Location, [], problem.Arguments);
        }

        UnseenCheck.Check(job, problems, context.CancellationToken);
        ResourceChecks.Check(job);
        ChannelChecks.Check(job);
        ParameterChecks.Check(job);
        CommandChecks.Check(job);
    }
}
