using System.Globalization;

namespace Pai.Jobs.Analyzers.Checks;

/// <summary>Checks that the settings of spot instances fit together.</summary>
internal static class SpotChecks
{
    private const int None = 0, WithPriceLimit = 1;

    public static void Check(JobAnalysisContext job)
    {
        var strategy = job.ValueOf<int>("SpotStrategy");
        var discount = job.ValueOf<double>("SpotDiscountLimit");
        var price = job.ValueOf<double>("SpotPriceLimit");
        var hasDiscount = job.Has("SpotDiscountLimit") && !discount.Equals(0);
        var hasPrice = job.Has("SpotPriceLimit") && !price.Equals(0);
        if (strategy == WithPriceLimit && hasDiscount == hasPrice)
            Report("SpotStrategy", hasPrice
                ? "SpotWithPriceLimit takes one limit, but two are set: remove SpotDiscountLimit or SpotPriceLimit"
                : "SpotWithPriceLimit needs a limit: set SpotDiscountLimit or SpotPriceLimit");
        else if (strategy != WithPriceLimit && (hasDiscount || hasPrice))
            Report(hasDiscount
                ? "SpotDiscountLimit"
                : "SpotPriceLimit", strategy == None
                    ? "a limit has no effect without a strategy: set SpotStrategy = SpotStrategy.SpotWithPriceLimit"
                    : "SpotAsPriceGo takes no limit: use SpotWithPriceLimit, or remove the limit");
        if (hasDiscount && !(discount is > 0 and <= 1))
            Report(
                "SpotDiscountLimit", $"SpotDiscountLimit is {Text(discount)}: use a share of the on-demand price, above 0 and at most 1");
        if (hasPrice && !(price > 0 && !double.IsInfinity(price)))
            Report("SpotPriceLimit", $"SpotPriceLimit is {Text(price)}: use a price in CNY per minute, above 0");

        void Report(string argument, string problem) => job.Report(ResourcesRules.Spot, job.PlaceOf(argument), problem);
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
