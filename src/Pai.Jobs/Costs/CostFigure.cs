namespace Pai.Jobs.Internal.Costs;

/// <summary>A cost, or the reason why it is not known. The analyzers compile this file too.</summary>
/// <param name="Amount">The amount; null where it is not known.</param>
/// <param name="Currency">The currency; empty where the cost is not known.</param>
/// <param name="Explanation">The factors, or the reasons why it is not known; a phrase without a full stop.</param>
internal sealed record CostFigure(decimal? Amount, string Currency, string Explanation)
{
    public static CostFigure NotKnown(string reason) => new(null, "", reason);

    /// <summary>The amount with its currency.</summary>
    public string Text => MoneyText.Write(Amount ?? 0, Currency);
}
