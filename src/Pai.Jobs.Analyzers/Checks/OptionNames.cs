namespace Pai.Jobs.Analyzers.Checks;

/// <summary>The keys of <c>.editorconfig</c> that the analyzers read.</summary>
internal static class OptionNames
{
    /// <summary>The region that the project's jobs run in.</summary>
    public const string Region = "pai_jobs.region";

    /// <summary><c>all</c>, <c>documented</c> or <c>training</c>.</summary>
    public const string Strictness = "pai_jobs.catalog_strictness";
}
