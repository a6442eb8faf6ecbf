using System.Globalization;
using System.Text.Json.Serialization;
using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>An amount in the currency's minor units (ISO 4217): EUR 1990 is 19.90, JPY 1990 is 1990, KWD 1990 is 1.990.</summary>
public sealed record Money([property: JsonRequired] long Amount, [property: JsonRequired] string Currency)
{
    /// <summary>The highest price in minor units; the total of a full cart is still exact in JavaScript, below 2^53.</summary>
    public const long MaxAmount = 900_000_000_000;

    /// <exception cref="OverflowException">The product is out of range.</exception>
    public static Money operator *(Money price, int quantity) => price with { Amount = checked(price.Amount * quantity) };

    /// <summary>The amount in major units, with the currency's number of decimals.</summary>
    /// <exception cref="KeyNotFoundException">The currency is unknown.</exception>
    public decimal ToDecimal() => new(
        lo: unchecked((int)Math.Abs(Amount)),
        mid: unchecked((int)(Math.Abs(Amount) >> 32)),
        hi: 0,
        isNegative: Amount < 0,
        scale: (byte)Currencies.DecimalsOf(Currency));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{ToDecimal()} {Currency}");

    internal static void Check(Money? price, string field, Validation validation)
    {
        if (price is null)
        {
            validation.Check(false, field, "Must be given.");
            return;
        }

        validation
            .Range(price.Amount, $"{field}.amount", 0, MaxAmount)
            .Check(Currencies.IsKnown(price.Currency), $"{field}.currency", "Must be a currency code of ISO 4217, such as EUR.");
    }
}
