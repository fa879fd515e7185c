using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers;

/// <summary>Finds channels and parameters in types that are neither a job nor the base of one.</summary>
internal static class StrayMembers
{
    public static void Report(SymbolAnalysisContext context, INamedTypeSymbol type, BaseTypes bases)
    {
        bool? isBase = null;
        foreach (var member in type.GetMembers())
        {
            if (member is not IPropertySymbol property) continue;
            foreach (var attribute in property.GetAttributes())
                if (IsRole(attribute)) Report(property, attribute);
            if (type.IsRecord && DeclaringParameterOf(property) is { } parameter)
                foreach (var attribute in parameter.GetAttributes())
                    if (IsRole(attribute)) Report(property, attribute);
        }

        void Report(IPropertySymbol property, AttributeData attribute)
        {
            isBase ??= MayBeBase(type, bases, context);
            if (isBase == true) return;
            context.ReportDiagnostic(Diagnostic.Create(
                RecordRules.NotInAJob, ProblemPlace.Attribute(attribute).GetLocation() ?? property.Locations[0], property.Name, type.Name,
                AdviceFor(type)));
        }
    }

    /// <summary>
    /// True if a type may be meant as the base of jobs. Only a record can be; who makes it partial means the generator to extend it,
    /// unless another type is derived from it.
    /// </summary>
    private static bool MayBeBase(INamedTypeSymbol type, BaseTypes bases, SymbolAnalysisContext context)
    {
        if (type.IsSealed || !type.IsRecord) return false;
        return type.IsAbstract || !JobSyntax.IsPartial(type, context.CancellationToken) || bases.Contains(type);
    }

    private static string AdviceFor(INamedTypeSymbol type) =>
        !type.IsRecord ? "use a property of a record with [ProcessingJob]"
        : type.IsSealed ? $"add [ProcessingJob] to '{type.Name}'"
        : $"add [ProcessingJob] to '{type.Name}', make it abstract if jobs derive from it";

    private static bool IsRole(AttributeData attribute) =>
        attribute.AttributeClass is { } type && KnownNames.IsRole(type.Name) && RecordParser.IsOurs(type);

    private static IParameterSymbol? DeclaringParameterOf(IPropertySymbol property)
    {
        foreach (var constructor in property.ContainingType.InstanceConstructors)
        {
            if (!RecordParser.IsPositional(constructor)) continue;
            foreach (var parameter in constructor.Parameters)
                if (parameter.Name == property.Name) return parameter;
        }

        return null;
    }
}
