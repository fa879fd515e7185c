using System.Diagnostics.CodeAnalysis;
using Pai.Jobs.Internal.Costs;

namespace Pai.Jobs;

/// <summary>An amount of money in a currency.</summary>
/// <remarks>Amounts in different currencies are never compared or added: this library knows no exchange rates.</remarks>
public sealed record Money
{
    /// <summary>Creates an amount.</summary>
    /// <param name="amount">The amount, 0 to 10^12, with at most 12 decimals.</param>
    /// <param name="currency">The currency: three capital letters of ISO 4217, for instance <c>CNY</c>.</param>
    /// <exception cref="ArgumentException">One of them is invalid.</exception>
    public Money(decimal amount, string currency)
    {
        ArgumentNullException.ThrowIfNull(currency);
        if (MoneyText.ProblemOfAmount(MoneyText.Number(amount), out var exact) is { } problem)
            throw new ArgumentException($"{problem}.", nameof(amount));
        if (exact != amount)
            throw new ArgumentException($"The amount {amount} has too many digits: an amount has at most 12 decimals.", nameof(amount));
        if (MoneyText.ProblemOfCurrency(currency) is { } other) throw new ArgumentException($"{other}.", nameof(currency));
        (Amount, Currency) = (amount, currency);
    }

    /// <summary>The amount, 0 to 10^12.</summary>
    public decimal Amount { get; }

    /// <summary>The currency: three capital letters of ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>Reads an amount, a space and a currency: <c>50 CNY</c>, <c>0.5 USD</c>.</summary>
    /// <param name="text">The string.</param>
    /// <exception cref="FormatException">It is not an amount with a currency.</exception>
    public static Money Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return MoneyText.ProblemOf(text, out var amount, out var currency) is { } problem
            ? throw new FormatException($"\"{text}\" is not an amount of money: {problem}.")
            : new(amount, currency);
    }

    /// <summary>Reads an amount, a space and a currency, as <see cref="Parse"/> does.</summary>
    /// <param name="text">The string.</param>
    /// <param name="money">The amount.</param>
    /// <returns>True if it is one.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out Money? money)
    {
        money = text is not null && MoneyText.ProblemOf(text, out var amount, out var currency) is null ? new(amount, currency) : null;
        return money is not null;
    }

    /// <summary>The amount and the currency: <c>50 CNY</c>. <see cref="Parse"/> reads it.</summary>
    public override string ToString() => MoneyText.Write(Amount, Currency);
}
