using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the numbers and the instance types of <c>[Retry]</c>.</summary>
internal static class RetryChecks
{
    private const string Fallbacks = "FallbackInstanceTypes";

    /// <param name="job">The job.</param>
    /// <param name="accelerator">The hardware that its image is built for: CPU, GPU or PPU; null where it is not known.</param>
    public static void Check(JobAnalysisContext job, string? accelerator)
    {
        foreach (var attribute in job.Type.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: KnownNames.Retry } kind || !RecordParser.IsOurs(kind)) continue;
            foreach (var argument in attribute.NamedArguments)
            {
                if (argument.Value.Kind == TypedConstantKind.Array) CheckFallbacks(job, attribute, argument.Value, accelerator);
                else if (argument.Value is { Kind: TypedConstantKind.Primitive, Value: int and < 0 and var number })
                    ReportNegative(job, attribute, argument.Key, number);
            }
        }
    }

    private static void ReportNegative(JobAnalysisContext job, AttributeData attribute, string argument, int number) => job.ReportWith(
        ResourcesRules.Retry, ProblemPlace.Argument(attribute, argument), ["0"],
        $"{argument} is {number.ToString(CultureInfo.InvariantCulture)}: "
        + (argument is "MaxQueueTimeSeconds" or "TotalTimeSeconds" ? "it must be positive, or 0 for no limit"
            : argument.EndsWith("Seconds", StringComparison.Ordinal) ? "it must be 0 or more"
            : "it must be positive, or 0 for no retries"));

    private static void CheckFallbacks(JobAnalysisContext job, AttributeData attribute, TypedConstant list, string? accelerator)
    {
        if (list.IsNull || list.Values.Length == 0) return;
        var place = ProblemPlace.Argument(attribute, Fallbacks);
        if (PlaceOf(job) is { } other)
        {
            job.Report(
                ResourcesRules.Retry, place,
                $"{Fallbacks} applies only to jobs on public resources, but this job runs {other}: remove it");
            return;
        }

        var elements = CommandSyntax.ElementsOf(place.GetSyntax() as ExpressionSyntax);
        for (var i = 0; i < list.Values.Length; i++)
        {
            var name = list.Values[i].Value as string ?? "";
            var element = elements is not null && i < elements.Count ? ProblemPlace.Code(elements[i]) : place;
            if (InstanceTypeName.MeansLocal(name))
                job.Report(
                    ResourcesRules.Retry, element,
                    $"{Fallbacks} contains \"{name}\", which means this machine: use instance types of public resources");
            else InstanceTypeChecks.Check(job, name, element, accelerator);
        }
    }

    /// <summary>The resources of the job, unless it runs on an instance type or the options of the run decide that; null then.</summary>
    private static string? PlaceOf(JobAnalysisContext job) =>
        InstanceTypeName.MeansLocal(job.TextOf("InstanceType")) ? "on this machine"
        : job.TextOf("ResourceId") is { Length: > 0 } quota ? $"in the quota \"{quota}\""
        : null;
}
