using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

/// <summary>The price that is struck through: directive 98/6/EC, article 6a.</summary>
public class StruckPriceTests
{
    private const int Day = 24 * 60;

    [Fact]
    public void A_product_whose_price_never_changed_strikes_the_sellers_price() => Assert.Equal(3000, Struck(Mug(2000, compareAt: 3000)));

    [Fact]
    public void A_reduced_product_strikes_the_lowest_price_of_the_30_days_before_and_not_a_higher_one()
    {
        Assert.Equal(2000, Struck(Mug(2000, null).Reduced(1500, compareAt: 3000, day: 5)));
        Assert.Equal(1800, Struck(Mug(2000, null).Reduced(1800, null, day: 5).Reduced(1500, compareAt: 2000, day: 10)));
        Assert.Equal(2000, Struck(Mug(2000, null).Reduced(1000, null, day: 5).Reduced(2000, null, day: 10).Reduced(1500, compareAt: 3000, day: 60)));
    }

    [Fact]
    public void A_seller_may_strike_less_than_the_lowest_price_before() =>
        Assert.Equal(1700, Struck(Mug(2000, null).Reduced(1500, compareAt: 1700, day: 5)));

    [Fact]
    public void Without_a_declared_reduction_nothing_is_struck() => Assert.Null(Struck(Mug(2000, null).Reduced(1500, null, day: 5)));

    [Fact]
    public void A_price_that_was_raised_is_no_reduction()
    {
        Assert.Null(Struck(Mug(1500, null).Reduced(2000, compareAt: 3000, day: 5)));
        Assert.Null(Struck(Mug(1500, null).Reduced(2000, null, day: 1).Reduced(1500, compareAt: 2000, day: 2)));
    }

    [Fact]
    public void The_struck_price_stays_for_as_long_as_the_reduction_lasts()
    {
        var reduced = Mug(2000, null).Reduced(1500, compareAt: 3000, day: 5);
        var described = reduced.Change(reduced.Details with { Description = "Other" }, By(Ann, 90 * Day)).State();

        Assert.Equal(2000, Struck(described));
    }

    [Fact]
    public void Card_of_the_product_and_of_a_variant_in_a_cart_show_the_struck_price_and_the_seller_keeps_the_own_one()
    {
        var mug = Mug(2000, null).Reduced(1500, compareAt: 3000, day: 5);

        Assert.Equal(2000, mug.Card.CompareAtPrice?.Amount);
        Assert.Equal(2000, PricedItem.Of(new CartItem("mug", 1, null, Noon), mug).Product!.CompareAtPrice?.Amount);
        Assert.Equal(3000, mug.Details.CompareAtPrice?.Amount);
    }

    [Fact]
    public void Every_variant_has_a_struck_price_of_its_own()
    {
        var shirt = Shirt().Change(ShirtDetails() with
        {
            Variants =
            [
                ShirtVariant("S", 4900, 3) with { CompareAtPrice = new(7900, "EUR") },
                ShirtVariant("M", 5900, 8) with { CompareAtPrice = new(7900, "EUR") },
            ],
        }, By(Ann, Day)).State();

        Assert.Equal([5900, 7900], shirt.Variants.Select(variant => shirt.StruckPrice(variant)?.Amount));
        Assert.Equal(5900, shirt.Card.CompareAtPrice?.Amount);
    }

    private static long? Struck(Product product) => product.StruckPrice(product.Variants[0])?.Amount;

    private static Product Mug(long amount, long? compareAt) => LiveShop.Core.Products.Product.Create(
        "mug", ProductDetails(amount: amount) with { CompareAtPrice = Euros(compareAt) }, By(Ann)).State();

    private static Money? Euros(long? amount) => amount is { } cents ? new(cents, "EUR") : null;
}

file static class Reductions
{
    private const int Day = 24 * 60;

    public static Product Reduced(this Product product, long amount, long? compareAt, int day) => product.Change(
        product.Details with { Price = new(amount, "EUR"), CompareAtPrice = compareAt is { } cents ? new(cents, "EUR") : null },
        By(Ann, day * Day)).State();
}
