using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs;

/// <summary>
/// The cost of a job by the list prices of the prices file, or the reason why it is not known. docs/cost.md has the formula.
/// </summary>
/// <remarks>An estimate: discounts, spot prices, storage and traffic are not in it. The bill of the service decides.</remarks>
public sealed record JobCost
{
    internal JobCost(Money? amount, string explanation) => (Amount, Explanation) = (amount, explanation);

    /// <summary>The amount; null where it is not known.</summary>
    public Money? Amount { get; }

    /// <summary>
    /// The factors of the amount, with the source and the date of the price; where the amount is not known, the reasons and how to change
    /// that. A phrase without a full stop.
    /// </summary>
    public string Explanation { get; }

    /// <summary>The amount with its explanation, or that it is not known and why.</summary>
    public override string ToString() => Amount is { } amount ? $"{amount} ({Explanation})" : $"not known: {Explanation}";

    internal static JobCost Of(CostFigure figure) => figure.Amount is not { } amount
        ? new(null, figure.Explanation)
        : amount > MoneyText.MaxAmount
            ? new(null, "it is too large to be computed")
            : new(new(amount, figure.Currency), figure.Explanation);

    /// <summary>The cost of several jobs together; not known where that of one is not.</summary>
    /// <param name="costs">The cost of each job.</param>
    /// <param name="nameOf">Names a job by its index, for the reasons.</param>
    internal static JobCost Sum(IReadOnlyList<JobCost> costs, Func<int, string> nameOf)
    {
        var reasons = costs
            .Select((cost, i) => (cost, i))
            .Where(c => c.cost.Amount is null)
            .GroupBy(c => c.cost.Explanation, c => c.i)
            .Select(g => $"{nameOf(g.First())}{(g.Count() > 1 ? $" and {g.Count() - 1} more" : "")}: {g.Key}")
            .ToList();
        var currencies = costs.Select(c => c.Amount?.Currency).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (currencies.Count > 1)
            reasons.Add($"the prices are in {string.Join(" and ", currencies)}: write them in one currency");
        if (reasons.Count > 0) return new(null, string.Join("; ", reasons));
        if (currencies.Count == 0) return new(null, "there are no jobs");
        var sum = costs.Sum(c => c.Amount!.Amount);
        return Of(new(sum, currencies[0], $"the sum of {costs.Count} {(costs.Count == 1 ? "job" : "jobs")}"));
    }
}
