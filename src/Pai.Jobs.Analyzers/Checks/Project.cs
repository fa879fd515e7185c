using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Pai.Jobs.Analyzers.Catalog;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The facts about the project beside its code. Made once for each compilation.</summary>
internal sealed class Project(AnalyzerOptions options)
{
    /// <summary>The instance types and images that are known.</summary>
    public JobCatalog Catalog { get; } = JobCatalog.Of(options);

    /// <summary>The prices; null where the project has no prices file. Read when a limit is set only.</summary>
    public JobPrices? Prices => _prices.Value;

    /// <summary>The files of jobs.</summary>
    public JobSources Sources { get; } = new(options);

    private readonly Lazy<JobPrices?> _prices = new(() => JobPrices.Of(options));

    private readonly AnalyzerConfigOptionsProvider _options = options.AnalyzerConfigOptionsProvider;

    /// <summary>The region that the project's jobs run in; null where <c>pai_jobs.region</c> does not say.</summary>
    public string? RegionOf(SyntaxTree tree) => Option(tree, OptionNames.Region) is { Length: > 0 } region ? region : null;

    /// <summary>Which names of the catalog count as known: <c>pai_jobs.catalog_strictness</c>.</summary>
    public CatalogStrictness StrictnessOf(SyntaxTree tree) =>
        Enum.TryParse<CatalogStrictness>(Option(tree, OptionNames.Strictness), ignoreCase: true, out var strictness)
            ? strictness
            : CatalogStrictness.All;

    /// <summary>The string of <c>pai_jobs.max_cost</c>; null where there is no limit.</summary>
    public string? MaxCostOf(SyntaxTree tree) => Option(tree, OptionNames.MaxCost) is { Length: > 0 } limit and not "none" ? limit : null;

    /// <summary>The text of an option of <c>.editorconfig</c> for a file; null where it is not set.</summary>
    public string? Option(SyntaxTree tree, string name) => _options.GetOptions(tree).TryGetValue(name, out var text) ? text.Trim() : null;
}
