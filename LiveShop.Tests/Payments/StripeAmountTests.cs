using LiveShop.Core.Products;
using LiveShop.Stripe;

namespace LiveShop.Tests.Payments;

public class StripeAmountTests
{
    /// <summary>From https://docs.stripe.com/currencies, November 2026: zero-decimal but for the special cases ISK and UGX.</summary>
    private static readonly HashSet<string> ZeroDecimalAtStripe =
        ["BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"];

    public static TheoryData<string> AllCurrencies => [.. Enumerable.Range(0, 26 * 26 * 26)
        .Select(n => new string([(char)('A' + n / 676), (char)('A' + n / 26 % 26), (char)('A' + n % 26)])).Where(Currencies.IsKnown)];

    [Theory]
    [MemberData(nameof(AllCurrencies))]
    public void Seventy_units_of_every_currency_are_the_same_money_at_Stripe(string currency)
    {
        var ours = (long)(70 * Math.Pow(10, Currencies.DecimalsOf(currency)));
        var stripes = ZeroDecimalAtStripe.Contains(currency) ? 70 : Currencies.DecimalsOf(currency) == 3 ? 70_000 : 7_000;

        Assert.Equal(stripes, StripeAmount.Of(new(ours, currency)));
    }

    [Theory]
    [InlineData(1_991, "KWD")]
    [InlineData(1_950, "MGA")]
    [InlineData(100_000_000, "EUR")]
    [InlineData(1_000_000, "ISK")]
    public void Amount_that_Stripe_cannot_charge_exactly_is_none(long amount, string currency) =>
        Assert.Null(StripeAmount.Of(new(amount, currency)));

    [Theory]
    [InlineData(1_990, "KWD", 1_990)]
    [InlineData(1_900, "MGA", 19)]
    [InlineData(5, "UGX", 500)]
    [InlineData(5, "ISK", 500)]
    [InlineData(5, "JPY", 5)]
    [InlineData(1_050, "HUF", 1_050)]
    [InlineData(1_050, "TWD", 1_050)]
    [InlineData(99_999_999, "EUR", 99_999_999)]
    public void Exceptions_are_counted_as_Stripe_documents_them(long amount, string currency, long expected) =>
        Assert.Equal(expected, StripeAmount.Of(new(amount, currency)));
}
