namespace Pai.Jobs.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData("50 CNY", "50 CNY")]
    [InlineData("0.5 USD", "0.5 USD")]
    [InlineData("0 CNY", "0 CNY")]
    [InlineData("12.50 CNY", "12.5 CNY")]
    [InlineData("0.000000000001 CNY", "0.000000000001 CNY")]
    public void An_amount_is_read_and_written(string text, string written)
    {
        var money = Money.Parse(text);

        Assert.Equal(written, money.ToString());
        Assert.Equal(money, Money.Parse(written));
        Assert.True(Money.TryParse(text, out var other));
        Assert.Equal(money, other);
    }

    [Theory]
    [InlineData("", "write an amount, a space and a currency")]
    [InlineData("50", "write an amount, a space and a currency")]
    [InlineData("CNY 50", "\"CNY\" is not an amount")]
    [InlineData("50 yuan", "\"yuan\" is not a currency code")]
    [InlineData("50 cny", "did you mean CNY?")]
    [InlineData("-1 CNY", "is negative")]
    [InlineData("1,000 CNY", "\"1,000\" is not an amount")]
    [InlineData("1e99 CNY", "\"1e99\" is not an amount")]
    [InlineData("0.0000000000001 CNY", "has too many digits")]
    public void Something_else_is_refused_with_the_reason(string text, string reason)
    {
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Money.Parse(text)).Message, StringComparison.Ordinal);
        Assert.False(Money.TryParse(text, out _));
    }

    [Fact]
    public void A_constructed_amount_has_the_same_range()
    {
        Assert.Equal("1.5 CNY", new Money(1.5m, "CNY").ToString());
        foreach (var amount in (decimal[])[-1, decimal.MaxValue, 0.0000000000001m])
            Assert.Throws<ArgumentException>(() => new Money(amount, "CNY"));
        Assert.Throws<ArgumentException>(() => new Money(1, "yuan"));
        Assert.False(Money.TryParse(null, out _));
    }
}
