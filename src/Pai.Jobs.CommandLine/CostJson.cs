namespace Pai.Jobs.CommandLine;

/// <summary>A cost in JSON; without an amount it is not known. The tool has the same.</summary>
internal sealed record CostJson(decimal? Amount, string? Currency, string Explanation)
{
    public static CostJson? Of(JobCost? cost) =>
        cost is null ? null : new(cost.Amount?.Amount, cost.Amount?.Currency, cost.Explanation);
}
