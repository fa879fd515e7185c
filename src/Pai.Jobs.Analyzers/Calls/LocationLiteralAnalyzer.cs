using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Analyzers.Checks;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Calls;

/// <summary>Finds constant texts that become a location, and are none.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LocationLiteralAnalyzer() : CallAnalyzer(CallRules.LocationLiteral, OperationKind.Conversion, OperationKind.Invocation)
{
    private protected override void Analyze(OperationAnalysisContext context)
    {
        if (LocationConversions.SourceOf(context.Operation) is not var (whole, type)) return;
        foreach (var value in LocationConversions.ChoicesOf(whole))
        {
            if (value is not { ConstantValue: { HasValue: true, Value: string text } }
                || LocationLiteral.ProblemOf(text, type) is not { } problem) continue;
            var right = NearestLocation.Of(text, type);
            context.ReportDiagnostic(Diagnostic.Create(
                CallRules.LocationLiteral, value.Syntax.GetLocation(), Replacements.In(right is null ? Array.Empty<string>() : [right]),
                problem + NearestLocation.Question(right)));
        }
    }
}
