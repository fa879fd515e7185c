using System;
using Pai.Jobs.Analyzers.Catalog;
using Pai.Jobs.Generators.Parsing;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks the options of <c>.editorconfig</c>: one that is not understood would silently do nothing.</summary>
internal static class OptionChecks
{
    /// <summary>
    /// The regions with a DLC endpoint of their own; source: PAI-DLC's API document of 2025-12, and its C# SDK 1.12.1 of 2026-08-19.
    /// </summary>
    private static readonly string[] s_regions =
    [
        "ap-northeast-1", "ap-southeast-1", "ap-southeast-3", "ap-southeast-5", "ap-southeast-7", "ap-southeast-8", "cn-beijing",
        "cn-guangzhou", "cn-hangzhou", "cn-hongkong", "cn-shanghai", "cn-shanghai-finance-1", "cn-shenzhen", "cn-wulanchabu",
        "eu-central-1", "us-east-1", "us-southeast-1", "us-west-1",
    ];

    public static void Check(JobAnalysisContext job)
    {
        if (job.Tree is not { } tree) return;
        if (job.Project.RegionOf(tree) is { } region && Array.IndexOf(s_regions, region) < 0)
        {
            var nearest = Nearest.Find(region, s_regions, 1);
            Report(
                OptionNames.Region, region,
                nearest.Count > 0 ? $"did you mean {nearest[0]}?" : "use " + Words.OrPlain(s_regions));
        }

        if (job.Project.Option(tree, OptionNames.Strictness) is { Length: > 0 } strictness && !IsStrictness(strictness))
            Report(OptionNames.Strictness, strictness, "use all, documented or training");

        if (job.Project.MaxCostOf(tree) is { } limit && MoneyText.ProblemOf(limit, out _, out _) is { } problem)
            Report(OptionNames.MaxCost, limit, problem);

        void Report(string option, string value, string instead) =>
            job.Report(ResourcesRules.AnalyzerOption, ProblemPlace.Attribute(job.Attribute), option, value, instead);
    }

    private static bool IsStrictness(string text) =>
        Array.Exists(Enum.GetNames(typeof(CatalogStrictness)), name => name.Equals(text, StringComparison.OrdinalIgnoreCase));
}
