using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Reports the problems of a project's prices file: a run would refuse it.</summary>
internal static class PricesFileCheck
{
    public static void Check(AdditionalFileAnalysisContext context)
    {
        var file = context.AdditionalFile;
        if (!JobPrices.IsPrices(file.Path) || file.GetText(context.CancellationToken) is not { } text) return;
        foreach (var problem in JobPrices.Of(text).Problems)
        {
            var span = new TextSpan(problem.Start, problem.Length);
            context.ReportDiagnostic(Diagnostic.Create(
                ResourcesRules.PricesFile, Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span)), problem.Message));
        }
    }
}
