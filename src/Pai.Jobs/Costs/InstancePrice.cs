namespace Pai.Jobs.Internal.Costs;

/// <summary>The price of an instance in a region. The analyzers compile this file too.</summary>
/// <param name="InstanceType">The instance type.</param>
/// <param name="Region">The region.</param>
/// <param name="Amount">The amount for one unit of time, 0 or more.</param>
/// <param name="Currency">The currency, three capital letters.</param>
/// <param name="Unit">The unit of time.</param>
/// <param name="Source">The page or the contract that has the price.</param>
/// <param name="Date">The day when it was read there, as <c>yyyy-MM-dd</c>.</param>
internal sealed record InstancePrice(
    string InstanceType, string Region, decimal Amount, string Currency, PriceUnit Unit, string Source, string Date)
{
    /// <summary>The price as a phrase: <c>1.5 CNY an hour</c>.</summary>
    public string Phrase => MoneyText.Write(Amount, Currency) + (Unit switch
    {
        PriceUnit.Hour => " an hour",
        PriceUnit.Minute => " a minute",
        _ => " a second",
    });
}
