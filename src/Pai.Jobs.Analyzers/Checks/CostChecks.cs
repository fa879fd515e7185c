using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators;
using Pai.Jobs.Generators.Parsing;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Compares the most that a job can cost with <c>pai_jobs.max_cost</c>, by the project's prices file.</summary>
internal static class CostChecks
{
    private const string InstanceType = "InstanceType";

    /// <summary>The retries of <c>[Retry]</c> where it does not say; a test compares them with the attribute.</summary>
    public static readonly IReadOnlyDictionary<string, int> DefaultRetries = new Dictionary<string, int>
    {
        ["OutOfStockRetries"] = 10,
        ["PreemptedRetries"] = 5,
        ["NodeFaultRetries"] = 3,
        ["OwnErrorRetries"] = 0,
    };

    /// <summary>A job on this machine, in a quota, or whose resources the run decides has no price.</summary>
    public static void Check(JobAnalysisContext job)
    {
        if (job.Tree is not { } tree || job.Project.MaxCostOf(tree) is not { Length: > 0 } limit) return;
        if (MoneyText.ProblemOf(limit, out var most, out var currency) is not null) return;
        if (job.TextOf(InstanceType) is not { } type || !InstanceTypeName.IsWellFormed(type) || job.Has("ResourceId")) return;
        var nodes = job.Has("InstanceCount") ? job.ValueOf<int>("InstanceCount") : 1;
        var seconds = job.ValueOf<int>("MaxRunTimeSeconds");
        if (nodes < 1 || seconds < 0) return;

        if (job.Project.Prices is not { } prices)
        {
            ReportUnknown(job, limit, $"the project has no {PriceList.FileName}: add one, as docs/cost.md describes");
            return;
        }

        var types = new List<string> { type };
        var tries = 1 + AddRetries(job, types);
        var cost = CostFormula.Most(
            prices.List, job.Project.RegionOf(tree), types, nodes, seconds == 0 ? null : TimeSpan.FromSeconds(seconds), tries);
        if (cost.Amount is not { } amount) ReportUnknown(job, limit, cost.Explanation);
        else if (cost.Currency != currency)
            ReportUnknown(job, limit, $"the price of {type} is in {cost.Currency}: write pai_jobs.max_cost in {cost.Currency}");
        else if (amount > most)
            job.Report(
                ResourcesRules.CostTooHigh, job.PlaceOf(InstanceType), job.Type.Name, cost.Text, limit, cost.Explanation);
    }

    private static void ReportUnknown(JobAnalysisContext job, string limit, string reason) =>
        job.Report(ResourcesRules.CostUnknown, job.PlaceOf(InstanceType), job.Type.Name, limit, reason);

    /// <summary>The number of retries; their instance types are added.</summary>
    private static int AddRetries(JobAnalysisContext job, List<string> types)
    {
        foreach (var attribute in job.Type.GetAttributes())
        {
            if (attribute.AttributeClass is not { Name: KnownNames.Retry } kind || !RecordParser.IsOurs(kind)) continue;
            var retries = new Dictionary<string, int>();
            foreach (var one in DefaultRetries) retries[one.Key] = one.Value;
            foreach (var argument in attribute.NamedArguments)
            {
                if (argument.Value.Kind == TypedConstantKind.Array) AddTypes(argument.Value, types);
                else if (argument.Value.Value is int number && retries.ContainsKey(argument.Key)) retries[argument.Key] = number;
            }

            long sum = 0;
            foreach (var number in retries.Values) sum += Math.Max(0, number);
            return (int)Math.Min(sum, int.MaxValue - 1);
        }

        return 0;
    }

    private static void AddTypes(TypedConstant list, List<string> types)
    {
        if (list.IsNull) return;
        foreach (var type in list.Values)
            if (type.Value is string name && !types.Contains(name)) types.Add(name);
    }
}
