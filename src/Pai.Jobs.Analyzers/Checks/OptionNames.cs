namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The keys of <c>.editorconfig</c> that the analyzers read.</summary>
internal static class OptionNames
{
    /// <summary>The region that the project's jobs run in.</summary>
    public const string Region = "pai_jobs.region";

    /// <summary><c>all</c>, <c>documented</c> or <c>training</c>.</summary>
    public const string Strictness = "pai_jobs.catalog_strictness";

    /// <summary>The most that a run of a job may cost, for instance <c>50 CNY</c>; <c>none</c> for no limit.</summary>
    public const string MaxCost = "pai_jobs.max_cost";
}
