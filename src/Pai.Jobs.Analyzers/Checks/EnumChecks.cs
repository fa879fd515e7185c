using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks that a value of an enum is one of its members: a cast can make any number one.</summary>
internal static class EnumChecks
{
    public static void Check(JobAnalysisContext job)
    {
        Check(job, job.Attribute);
        if (job.Members is null) return;
        foreach (var member in job.Members) Check(job, member.Attribute);
    }

    private static void Check(JobAnalysisContext job, AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument.Value is not { Kind: TypedConstantKind.Enum, Type: INamedTypeSymbol type, Value: { } value }) continue;
            var names = new List<string>();
            var isMember = false;
            foreach (var member in type.GetMembers())
            {
                if (member is not IFieldSymbol { HasConstantValue: true } field) continue;
                names.Add(field.Name);
                isMember |= value.Equals(field.ConstantValue);
            }

            if (!isMember)
                job.Report(
                    ResourcesRules.EnumValue, ProblemPlace.Argument(attribute, argument.Key), value.ToString(), type.Name,
                    string.Join(", ", names));
        }
    }
}
