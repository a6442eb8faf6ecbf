using LiveShop.Core.Carts;
using LiveShop.Core.Products;

namespace LiveShop.Tests.Products;

public class MoneyTests
{
    [Theory]
    [InlineData(1990, "EUR", "19.90 EUR")]
    [InlineData(0, "EUR", "0.00 EUR")]
    [InlineData(5, "USD", "0.05 USD")]
    [InlineData(1990, "JPY", "1990 JPY")]
    [InlineData(1990, "KWD", "1.990 KWD")]
    [InlineData(-1990, "EUR", "-19.90 EUR")]
    [InlineData(9_007_199_254_740_991, "EUR", "90071992547409.91 EUR")]
    [InlineData(long.MaxValue, "JPY", "9223372036854775807 JPY")]
    public void Money_is_formatted_with_the_decimals_of_its_currency(long amount, string currency, string expected) =>
        Assert.Equal(expected, new Money(amount, currency).ToString());

    [Fact]
    public void Multiplication_is_exact_or_overflows()
    {
        Assert.Equal(new(5970, "EUR"), new Money(1990, "EUR") * 3);
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "EUR") * 2);
    }

    [Fact]
    public void Highest_possible_cart_total_is_exact_as_a_JavaScript_number() =>
        Assert.True(Money.MaxAmount * Cart.MaxItems * Cart.MaxQuantity <= (1L << 53) - 1);
}
