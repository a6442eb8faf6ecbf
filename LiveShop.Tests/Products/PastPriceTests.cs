using LiveShop.Core.Products;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class PastPriceTests
{
    private const int Day = 24 * 60;

    [Fact]
    public void The_price_before_a_reduction_is_the_lowest_of_the_30_days_before_it()
    {
        Assert.Equal(1500, Before(Priced((0, 2000), (10, 1500), (20, 2500), (25, 1000))));
        Assert.Equal(2500, Before(Priced((0, 2000), (10, 1500), (20, 2500), (51, 1000))));
    }

    [Fact]
    public void A_product_whose_price_never_changed_has_no_price_before() => Assert.Null(Before(Priced((0, 2000))));

    [Fact]
    public void A_change_of_something_else_keeps_the_past_prices()
    {
        var mug = Priced((0, 2000), (1, 1500));
        var described = mug.Change(mug.Details() with { Description = "Other" }, By(Ann, 2 * Day)).State();

        Assert.Equal(mug.PastPrices, described.PastPrices);
    }

    [Fact]
    public void Prices_that_ended_more_than_30_days_before_a_change_are_dropped()
    {
        var mug = Priced((0, 2000), (1, 1500), (40, 1400));

        Assert.Equal([1500], mug.PastPrices.Select(past => past.Price.Amount));
    }

    [Fact]
    public void Only_few_prices_are_kept_of_a_product_that_changes_often_and_the_lowest_is_among_them()
    {
        var often = Priced([.. Enumerable.Range(0, 200).Select(n => (n / 20, 1000L + n))]);

        Assert.InRange(often.PastPrices.Count, 1, 10);
        Assert.Equal(1000, Before(often));
    }

    [Fact]
    public void Every_variant_has_prices_of_its_own()
    {
        var shirt = Shirt().Change(ShirtDetails() with { Variants = [ShirtVariant("S", 4900, 3), ShirtVariant("M", 5900, 8)] }, By(Ann, Day)).State();

        Assert.Equal(5900, shirt.LowestPriceBefore(shirt.Variants[0])?.Amount);
        Assert.Null(shirt.LowestPriceBefore(shirt.Variants[1]));
    }

    [Fact]
    public void A_reduction_that_lasts_keeps_the_price_before_it_whatever_else_changes_meanwhile()
    {
        var mug = Priced((0, 2000), (1, 1500));
        var described = mug.Change(mug.Details() with { Description = "Other" }, By(Ann, 90 * Day)).State();

        Assert.Equal(2000, Before(described));
    }

    private static long? Before(Product product) => product.LowestPriceBefore(product.Variants[0])?.Amount;

    private static Product Priced(params (int Day, long Amount)[] prices)
    {
        var product = LiveShop.Core.Products.Product.Create("mug", ProductDetails(amount: prices[0].Amount), By(Ann, prices[0].Day * Day)).State();
        return prices.Skip(1).Aggregate(product, (mug, price) =>
            mug.Change(mug.Details() with { Price = new(price.Amount, "EUR") }, By(Ann, price.Day * Day)).State());
    }
}
