using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers;

/// <summary>Finds channels and parameters in types that are no job, and since they are sealed not the base of one.</summary>
internal static class StrayMembers
{
    public static void Report(SymbolAnalysisContext context, INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not IPropertySymbol) continue;
            foreach (var attribute in member.GetAttributes())
            {
                if (attribute.AttributeClass is not { Name: KnownNames.Input or KnownNames.Output or KnownNames.Parameter } attributeClass
                    || !RecordParser.IsOurs(attributeClass)) continue;
                context.ReportDiagnostic(Diagnostic.Create(
                    RecordRules.NotInAJob, ProblemPlace.Attribute(attribute).GetLocation() ?? member.Locations[0], member.Name, type.Name));
            }
        }
    }
}
