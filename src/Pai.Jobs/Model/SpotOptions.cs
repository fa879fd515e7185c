namespace Pai.Jobs;

/// <summary>Spot instances for a job.</summary>
public sealed record SpotOptions
{
    /// <summary>The bidding strategy.</summary>
    public required SpotStrategy Strategy { get; init; }

    /// <summary>The highest price as a share of the price on demand, over 0 to 1; null when not limited that way.</summary>
    public double? DiscountLimit { get; init; }

    /// <summary>The highest price in CNY a minute; null when not limited that way.</summary>
    public double? PriceLimit { get; init; }
}
