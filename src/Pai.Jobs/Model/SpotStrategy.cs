namespace Pai.Jobs;

/// <summary>The bidding strategy of a job for spot instances.</summary>
public enum SpotStrategy
{
    /// <summary>No spot instances. The default.</summary>
    None,

    /// <summary>Bid up to a limit, given as a discount or as a price.</summary>
    SpotWithPriceLimit,

    /// <summary>Pay the market price, up to the price on demand.</summary>
    SpotAsPriceGo,
}
