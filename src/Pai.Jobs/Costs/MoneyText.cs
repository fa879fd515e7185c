using System.Globalization;

namespace Pai.Jobs.Internal.Costs;

/// <summary>Amounts of money as strings: <c>12.5 CNY</c>. The analyzers compile this file too.</summary>
internal static class MoneyText
{
    /// <summary>The largest amount, so that sums stay exact.</summary>
    public const decimal MaxAmount = 1_000_000_000_000;

    private const int MaxDecimals = 12;
    private const string CurrencyForm = "write the three capital letters of ISO 4217, for instance CNY";

    /// <summary>Reads an amount, a space, and a currency.</summary>
    /// <returns>The reason why it is not one; null where it is.</returns>
    public static string? ProblemOf(string text, out decimal amount, out string currency)
    {
        (amount, currency) = (0, "");
        var space = text.IndexOf(' ');
        if (space < 0) return "write an amount, a space and a currency, for instance 50 CNY";
        currency = text.Substring(space + 1);
        return ProblemOfAmount(text.Substring(0, space), out amount) ?? ProblemOfCurrency(currency);
    }

    /// <returns>The reason why a string is not an amount; null where it is.</returns>
    public static string? ProblemOfAmount(string text, out decimal amount)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent;
        if (!decimal.TryParse(text, Style, CultureInfo.InvariantCulture, out amount))
            return $"\"{text}\" is not an amount: write digits, and a point before decimals";
        if (amount < 0) return $"\"{text}\" is negative: an amount is 0 or more";
        if (amount > MaxAmount) return $"\"{text}\" is too large: an amount is at most {Number(MaxAmount)}";
        // The parser rounds what a decimal cannot hold: to zero, or after 28 digits.
        var isExact = text.Length <= 28 && amount == decimal.Round(amount, MaxDecimals) && (amount != 0 || IsZero(text));
        return isExact
            ? null
            : $"\"{text}\" has too many digits: an amount has at most {MaxDecimals.ToString(CultureInfo.InvariantCulture)} decimals";
    }

    /// <returns>The reason why a string is not a currency; null where it is.</returns>
    public static string? ProblemOfCurrency(string text)
    {
        if (text is "RMB" or "rmb") return $"\"{text}\" is not a currency code: did you mean CNY?";
        if (IsCode(text)) return null;
        var upper = text.Trim().ToUpperInvariant();
        return IsCode(upper)
            ? $"\"{text}\" is not a currency code: did you mean {upper}?"
            : $"\"{text}\" is not a currency code: {CurrencyForm}";
    }

    public static string Write(decimal amount, string currency) => Number(amount) + " " + currency;

    public static string Number(decimal number) => number.ToString("0.############", CultureInfo.InvariantCulture);

    private static bool IsZero(string text)
    {
        foreach (var c in text)
        {
            if (c is 'e' or 'E') break;
            if (c is >= '1' and <= '9') return false;
        }

        return true;
    }

    private static bool IsCode(string text) => text.Length == 3 && IsCapital(text[0]) && IsCapital(text[1]) && IsCapital(text[2]);

    private static bool IsCapital(char c) => c is >= 'A' and <= 'Z';
}
