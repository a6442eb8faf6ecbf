using System.Collections.Frozen;
using LiveShop.Core.Products;

namespace LiveShop.Stripe;

/// <summary>Amounts as Stripe counts them, which differs from ISO 4217 for some currencies.</summary>
/// <remarks>https://docs.stripe.com/currencies, read in November 2026.</remarks>
public static class StripeAmount
{
    /// <summary>In minor units of Stripe: eight digits (https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts).</summary>
    public const long Max = 99_999_999;

    private const int StripeDecimals = 2;

    /// <summary>Whole units by ISO 4217, which Stripe takes in hundredths.</summary>
    private static readonly FrozenSet<string> WholeInHundredths = FrozenSet.Create("ISK", "UGX");

    /// <summary>Two decimals by ISO 4217, which Stripe takes in whole units.</summary>
    private static readonly FrozenSet<string> WholeUnits = FrozenSet.Create("MGA");

    /// <summary>The amount in Stripe's unit; null when Stripe cannot charge exactly this.</summary>
    public static long? Of(Money price)
    {
        var decimals = Currencies.DecimalsOf(price.Currency);
        long? amount = price switch
        {
            { Currency: var currency } when WholeInHundredths.Contains(currency) => price.Amount * 100,
            { Currency: var currency } when WholeUnits.Contains(currency) => price.Amount % 100 == 0 ? price.Amount / 100 : null,
            _ when decimals > StripeDecimals => price.Amount % 10 == 0 ? price.Amount : null,
            _ => price.Amount,
        };
        return amount <= Max ? amount : null;
    }
}
