namespace Pai.Jobs.Internal.Costs;

/// <summary>The time that a price is for; the value is its seconds. The analyzers compile this file too.</summary>
internal enum PriceUnit
{
    Second = 1,
    Minute = 60,
    Hour = 3600,
}
