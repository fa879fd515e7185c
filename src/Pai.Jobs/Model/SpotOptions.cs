namespace Pai.Jobs;

/// <summary>Spot instances for a job.</summary>
/// <param name="Strategy">How to bid.</param>
/// <param name="DiscountLimit">The highest price as a share of the price on demand, over 0 to 1; null when not limited that way.</param>
/// <param name="PriceLimit">The highest price in CNY a minute; null when not limited that way.</param>
public sealed record SpotOptions(SpotStrategy Strategy, double? DiscountLimit = null, double? PriceLimit = null);
