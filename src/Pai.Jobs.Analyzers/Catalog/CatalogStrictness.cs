namespace Pai.Jobs.Analyzers.Catalog;

/// <summary>Which names of the catalog count as known: <c>pai_jobs.catalog_strictness</c>.</summary>
internal enum CatalogStrictness
{
    /// <summary>All of them, also those that only ECS documents. The default.</summary>
    All,

    /// <summary>Those that a page of PAI names.</summary>
    Documented,

    /// <summary>Those that were seen with training jobs (DLC).</summary>
    Training,
}
