using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;

namespace LiveShop.Tests.Orders;

public class OrderTotalsTests
{
    private static readonly VatRate Standard = new("standard", "Standard", 1900, true);
    private static readonly VatRate Reduced = new("reduced", "Reduced", 700, false);

    [Fact]
    public void Total_is_the_goods_and_the_flat_rate()
    {
        var totals = Of(new(490, "EUR"), freeFrom: null, (1990, 2, Standard));

        Assert.Equal((3980, 490, 4470), (totals.Goods.Amount, totals.Shipping.Amount, totals.Total.Amount));
    }

    [Theory]
    [InlineData(4999, 490)]
    [InlineData(5000, 0)]
    public void Shipping_is_free_from_a_value_of_goods(long price, long shipping) =>
        Assert.Equal(shipping, Of(new(490, "EUR"), 5000, (price, 1, Standard)).Shipping.Amount);

    [Theory]
    [InlineData(11900, 1900, 1900)]
    [InlineData(100, 1900, 16)]
    [InlineData(3, 2000, 1)]
    [InlineData(2, 1900, 0)]
    [InlineData(107, 700, 7)]
    [InlineData(1000, 0, 0)]
    public void Vat_is_taken_out_of_the_gross_rounded_half_up(long gross, int basisPoints, long vat) =>
        Assert.Equal(vat, Of(new(0, "EUR"), null, (gross, 1, Standard with { BasisPoints = basisPoints })).Vat[0].Vat.Amount);

    [Fact]
    public void Vat_of_a_rate_is_rounded_once_and_not_by_line()
    {
        var vat = Assert.Single(Of(new(0, "EUR"), null, (2, 1, Standard), (2, 1, Standard), (2, 1, Standard)).Vat);

        Assert.Equal((6, 1), (vat.Gross.Amount, vat.Vat.Amount));
    }

    [Fact]
    public void Shipping_bears_the_rate_of_most_of_the_goods()
    {
        var totals = Of(new(500, "EUR"), null, (1000, 1, Standard), (3000, 1, Reduced));

        Assert.Equal([(1900, 1000L), (700, 3500L)], totals.Vat.Select(vat => (vat.BasisPoints, vat.Gross.Amount)));
        Assert.Equal(totals.Total.Amount, totals.Vat.Sum(vat => vat.Gross.Amount));
    }

    [Fact]
    public void Largest_order_is_exact()
    {
        var lines = Enumerable.Repeat((Money.MaxAmount, 99, Standard), Order.MaxProducts).ToArray();

        var totals = Of(new(Money.MaxAmount, "EUR"), null, lines);

        Assert.Equal((Money.MaxAmount * 99 * Order.MaxProducts) + Money.MaxAmount, totals.Total.Amount);
        Assert.InRange(totals.Total.Amount, 0, 1L << 53);
    }

    private static OrderTotals Of(Money flatRate, long? freeFrom, params (long Price, int Quantity, VatRate Vat)[] lines) => OrderTotals.Of(
        [.. lines.Select((line, n) => OrderSample.LineOf(Sample.Product($"p{n}", amount: line.Price), line.Quantity, line.Vat))],
        new(["DE"], flatRate, freeFrom is { } amount ? new Money(amount, "EUR") : null));
}
