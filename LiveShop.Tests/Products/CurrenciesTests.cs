using LiveShop.Core.Products;

namespace LiveShop.Tests.Products;

public class CurrenciesTests
{
    [Theory]
    [InlineData("EUR", 2)]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    [InlineData("KRW", 0)]
    [InlineData("ISK", 0)]
    [InlineData("HUF", 2)]
    [InlineData("BHD", 3)]
    [InlineData("TND", 3)]
    public void Currency_has_its_ISO_4217_number_of_decimals(string code, int decimals) =>
        Assert.Equal(decimals, Currencies.DecimalsOf(code));

    [Theory]
    [InlineData("HRK")]
    [InlineData("BGN")]
    [InlineData("XAU")]
    [InlineData("XTS")]
    [InlineData("eur")]
    [InlineData("EURO")]
    [InlineData("")]
    [InlineData(null)]
    public void Withdrawn_or_non_payment_currency_codes_are_unknown(string? code) => Assert.False(Currencies.IsKnown(code));
}
