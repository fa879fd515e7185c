#if NETSTANDARD
using System.Collections.Generic;
#endif

namespace Pai.Jobs.Internal.Costs;

/// <summary>The prices of a file. The analyzers compile this file too.</summary>
/// <param name="source">The file, for people.</param>
/// <param name="prices">The prices; no two are of one instance type in one region.</param>
internal sealed class PriceList(string source, IReadOnlyList<InstancePrice> prices)
{
    /// <summary>The name of the file beside a project or a program.</summary>
    public const string FileName = "pai-jobs.prices.json";

    public string Source => source;

    public IReadOnlyList<InstancePrice> Prices => prices;

    /// <summary>The region of all prices; null where they are of several.</summary>
    public string? OnlyRegion
    {
        get
        {
            foreach (var price in prices)
                if (price.Region != prices[0].Region) return null;
            return prices.Count > 0 ? prices[0].Region : null;
        }
    }

    /// <summary>Finds the price of an instance type, or says why there is none.</summary>
    /// <param name="instanceType">The instance type.</param>
    /// <param name="region">The region; null where it is not known, and the file has to have one only.</param>
    /// <param name="problem">The reason why there is none, a sentence without a full stop.</param>
    public InstancePrice? Find(string instanceType, string? region, out string problem)
    {
        problem = "";
        var found = new List<string>();
        var where = region ?? OnlyRegion;
        foreach (var price in prices)
        {
            if (price.InstanceType != instanceType) continue;
            if (price.Region == where) return price;
            found.Add(price.Region);
        }

        problem = where is null
            ? $"{source} has prices of several regions, and the region of the job is not known: set the region"
            : found.Count == 0
                ? $"{source} has no price for {instanceType} in {where}: add one"
                : $"{source} has no price for {instanceType} in {where}, only in {string.Join(", ", found)}: add one";
        return null;
    }
}
