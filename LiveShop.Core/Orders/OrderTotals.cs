using LiveShop.Core.Products;
using LiveShop.Core.Shop;

namespace LiveShop.Core.Orders;

/// <summary>The VAT that a part of an order's total includes.</summary>
/// <param name="Gross">The goods of this rate, with VAT, and shipping where it bears this rate.</param>
public sealed record IncludedVat(string Name, int BasisPoints, Money Gross, Money Vat);

/// <summary>
/// The sums of an order, all in one currency and in its minor units. Prices include VAT, so it is taken out of the sum of each
/// rate, once and not by line: <c>gross * rate / (1 + rate)</c>, rounded half up. Shipping bears the rate of most of the goods'
/// value, the higher one when two are equal.
/// </summary>
public sealed record OrderTotals(Money Goods, Money Shipping, Money Total, IReadOnlyList<IncludedVat> Vat)
{
    private const int WholeInBasisPoints = 10_000;

    public IReadOnlyList<IncludedVat> Vat { get; init => field = ValueList<IncludedVat>.Of(value); } = ValueList<IncludedVat>.Of(Vat);

    /// <param name="lines">At least one, all in the currency of the shipping rate.</param>
    public static OrderTotals Of(IReadOnlyCollection<OrderLine> lines, Shipping shipping)
    {
        var goods = Sum(lines.Select(line => line.Total));
        var cost = shipping.CostOf(goods);
        var byRate = lines
            .GroupBy(line => (line.Vat.Name, line.Vat.BasisPoints))
            .Select(group => (Rate: group.Key, Gross: Sum(group.Select(line => line.Total))))
            .OrderByDescending(part => part.Gross.Amount).ThenByDescending(part => part.Rate.BasisPoints)
            .Select((part, n) => Included(part.Rate, n == 0 ? Sum([part.Gross, cost]) : part.Gross))
            .OrderByDescending(part => part.BasisPoints);
        return new(goods, cost, Sum([goods, cost]), [.. byRate]);
    }

    internal static long VatIn(long gross, int basisPoints)
    {
        Int128 whole = WholeInBasisPoints + basisPoints;
        return (long)(((Int128)gross * basisPoints * 2 + whole) / (whole * 2));
    }

    private static IncludedVat Included((string Name, int BasisPoints) rate, Money gross) =>
        new(rate.Name, rate.BasisPoints, gross, gross with { Amount = VatIn(gross.Amount, rate.BasisPoints) });

    private static Money Sum(IEnumerable<Money> parts) =>
        parts.Aggregate((sum, part) => sum with { Amount = checked(sum.Amount + part.Amount) });
}
