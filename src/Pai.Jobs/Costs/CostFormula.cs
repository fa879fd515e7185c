#if NETSTANDARD
using System;
using System.Collections.Generic;
#endif
using System.Globalization;

namespace Pai.Jobs.Internal.Costs;

/// <summary>
/// Computes what runs cost: nodes, price and time, multiplied exactly. The compiler and the run use it, so that both say the same. The
/// analyzers compile this file too.
/// </summary>
internal static class CostFormula
{
    private const int Decimals = 6;

    /// <summary>The most that a job can cost.</summary>
    /// <param name="prices">The prices.</param>
    /// <param name="region">The region; null where it is not known.</param>
    /// <param name="instanceTypes">The instance types that a try may run on: the dearest counts.</param>
    /// <param name="nodes">The number of nodes.</param>
    /// <param name="longest">The longest time of a try; null where it is unlimited.</param>
    /// <param name="tries">The most tries.</param>
    public static CostFigure Most(
        PriceList prices, string? region, IReadOnlyList<string> instanceTypes, int nodes, TimeSpan? longest, int tries)
    {
        var missing = new List<string>();
        var dearest = FindDearest(prices, region, instanceTypes, missing);
        if (longest is null)
            missing.Add("the job has no time limit: set MaxRunTimeSeconds in [ProcessingJob], or RunOptions.MaxRunTime");
        if (missing.Count > 0 || dearest is null) return CostFigure.NotKnown(string.Join("; ", missing));

        var triesText = tries > 1 ? string.Format(CultureInfo.InvariantCulture, " x {0} tries", tries) : "";
        var dearestText = instanceTypes.Count > 1 ? ", the dearest of the instance types" : "";
        try
        {
            // The service counts whole minutes: it stops a run with a limit of 90 seconds after 2 minutes.
            var minutes = decimal.Ceiling(longest!.Value.Ticks / (decimal)TimeSpan.TicksPerMinute);
            var time = TimeSpan.FromMinutes((double)minutes);
            var amount = Multiply(dearest, nodes, minutes * 60 * tries);
            return new(
                Round(amount, up: true), dearest.Currency,
                $"{TextOf(dearest, nodes)} x {Show(time)}{triesText}, {dearest.InstanceType}{dearestText}, {OriginOf(dearest)}");
        }
        catch (OverflowException)
        {
            return CostFigure.NotKnown("it is too large to be computed");
        }
    }

    /// <summary>The cost of a time that a job has run for.</summary>
    /// <param name="price">The price of a node.</param>
    /// <param name="nodes">The number of nodes.</param>
    /// <param name="time">The time.</param>
    public static CostFigure Of(InstancePrice price, int nodes, TimeSpan time)
    {
        try
        {
            var amount = Multiply(price, nodes, time.Ticks / (decimal)TimeSpan.TicksPerSecond);
            return new(
                Round(amount, up: false), price.Currency,
                $"{TextOf(price, nodes)} x {Show(time)}, {price.InstanceType}, {OriginOf(price)}");
        }
        catch (OverflowException)
        {
            return CostFigure.NotKnown("it is too large to be computed");
        }
    }

    private static InstancePrice? FindDearest(
        PriceList prices, string? region, IReadOnlyList<string> instanceTypes, List<string> missing)
    {
        InstancePrice? dearest = null;
        foreach (var type in instanceTypes)
        {
            if (prices.Find(type, region, out var problem) is not { } price)
            {
                if (!missing.Contains(problem)) missing.Add(problem);
            }
            else if (dearest is null)
            {
                dearest = price;
            }
            else if (price.Currency != dearest.Currency)
            {
                missing.Add(
                    $"the prices of {dearest.InstanceType} and {price.InstanceType} are in {dearest.Currency} and {price.Currency}: "
                    + "write them in one currency");
            }
            else if (price.Amount * (int)dearest.Unit > dearest.Amount * (int)price.Unit)
            {
                dearest = price;
            }
        }

        return dearest;
    }

    /// <summary>The division comes last, so that no third of a cent is lost before.</summary>
    private static decimal Multiply(InstancePrice price, int nodes, decimal seconds) => price.Amount * nodes * seconds / (int)price.Unit;

    /// <summary>A limit is rounded up: it must never be less than the truth.</summary>
    private static decimal Round(decimal amount, bool up)
    {
        var rounded = decimal.Round(amount, Decimals);
        return up && rounded < amount ? rounded + 0.000001m : rounded;
    }

    private static string TextOf(InstancePrice price, int nodes) => string.Format(
        CultureInfo.InvariantCulture, "{0} {1} x {2}", nodes, nodes == 1 ? "node" : "nodes", price.Phrase);

    private static string OriginOf(InstancePrice price) => $"list price of {price.Date} ({price.Source})";

    private static string Show(TimeSpan time) =>
        TimeSpan.FromSeconds(Math.Round(time.TotalSeconds)).ToString("c", CultureInfo.InvariantCulture);
}
