using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.Shop;

/// <summary>Where the shop ships to, and for how much.</summary>
/// <param name="Countries">Codes of ISO 3166-1 alpha-2, in alphabetical order.</param>
/// <param name="FlatRate">For one order, in the shop's currency.</param>
/// <param name="FreeFrom">The value of an order from which shipping is free; null when it never is.</param>
public sealed record Shipping(IReadOnlyList<string> Countries, Money FlatRate, Money? FreeFrom)
{
    /// <summary>The cost of shipping goods of this value.</summary>
    /// <param name="goods">In the shop's currency.</param>
    public Money CostOf(Money goods) => FreeFrom is { } free && goods.Amount >= free.Amount ? goods with { Amount = 0 } : FlatRate;

    /// <summary>Compares the countries one by one, which the generated equality would not.</summary>
    public bool Equals(Shipping? other) =>
        other is not null && Countries.SequenceEqual(other.Countries) && FlatRate == other.FlatRate && FreeFrom == other.FreeFrom;

    public override int GetHashCode() => HashCode.Combine(Countries.Count, FlatRate, FreeFrom);
}

/// <summary>Shipping as it was sent.</summary>
public sealed record ShippingDetails(IReadOnlyList<string?>? Countries, Money? FlatRate, Money? FreeFrom)
{
    internal void Check(string? currency, Validation validation)
    {
        validation.Check(Countries is not null, "shipping.countries", "Must be given.");
        validation.Check(
            Countries?.All(Shop.Countries.IsKnown) is not false, "shipping.countries", "Must be country codes of ISO 3166-1, such as DE.");
        Check(FlatRate, "shipping.flatRate", currency, validation);
        if (FreeFrom is not null)
            Check(FreeFrom, "shipping.freeFrom", currency, validation);
    }

    internal Shipping ToShipping() =>
        new([.. Countries!.OfType<string>().Distinct().Order(StringComparer.Ordinal)], FlatRate!, FreeFrom);

    private static void Check(Money? money, string field, string? currency, Validation validation)
    {
        Money.Check(money, field, validation);
        validation.Check(money is null || money.Currency == currency, $"{field}.currency", "Must be the shop's currency.");
    }
}
