using LiveShop.Core.Products;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class ProductReplaceTests
{
    [Fact]
    public void A_replaced_product_keeps_its_stock()
    {
        var mug = Product("mug", stock: 10);

        var replaced = mug.Change(ProductDetails("Big mug", amount: 2490, stock: 99), By(Bob)).State();

        Assert.Equal(("Big mug", 2490, 10), (replaced.Name, replaced.Price.Amount, replaced.Stock));
        mug.Change(mug.Details with { Stock = 99 }, By(Bob)).ChangesNothingOf(mug);
    }

    [Fact]
    public void A_replaced_product_has_the_VAT_rate_that_was_sent()
    {
        var book = Product("book").Change(ProductDetails() with { VatRateId = "reduced" }, By(Bob)).State();

        Assert.Equal("reduced", book.VatRateId);
        Assert.Null(book.Change(ProductDetails(), By(Bob)).State().VatRateId);
    }

    [Fact]
    public void Variants_that_are_there_keep_their_stock_and_new_ones_get_theirs()
    {
        var shirt = Shirt();
        var details = shirt.Details with
        {
            Options = [new("Size", ["S", "M", "L"])],
            Variants = [Variant("S", 100), Variant("M", 100), Variant("L", 100)],
        };

        var replaced = shirt.Change(details, By(Bob)).State();

        Assert.Equal([("s", 3), ("m", 8), ("l", 100)], replaced.Variants.Select(variant => (variant.Id, variant.Stock!.Value)));
    }

    [Fact]
    public void A_variant_that_comes_without_an_id_is_the_one_with_the_same_choice()
    {
        var details = Shirt().Details;
        var renamed = details.Variants!.Select(variant => variant! with { Id = $"size-{variant.Id}" });
        var shirt = Shirt().Change(details with { Variants = [.. renamed] }, By(Ann)).State();

        var replaced = shirt.Change(shirt.Details with { Variants = [Variant("M", 100), Variant("S", 100)] }, By(Bob)).State();

        Assert.Equal([("size-m", 8), ("size-s", 3)], replaced.Variants.Select(variant => (variant.Id, variant.Stock!.Value)));
    }

    [Fact]
    public async Task A_product_is_created_or_replaced_and_a_deleted_one_created_again()
    {
        var shop = new ShopInstance();

        Assert.Equal((1, 10), await ReplaceAsync("Mug", 10));
        Assert.Equal((2, 10), await ReplaceAsync("Big mug", 20));
        Assert.Equal((2, 10), await ReplaceAsync("Big mug", 30));
        await shop.Products.DeleteAsync("mug", new(Ann), default);
        Assert.Equal((4, 40), await ReplaceAsync("Mug", 40));

        async Task<(long Version, int? Stock)> ReplaceAsync(string name, int stock)
        {
            var replaced = (await shop.Products.ReplaceAsync("mug", ProductDetails(name, stock: stock), null, new(Ann), default)).Accepted();
            return (replaced.Version, replaced.Stock);
        }
    }

    [Fact]
    public async Task A_product_of_another_version_than_the_expected_one_is_not_replaced()
    {
        var shop = new ShopInstance();
        var caller = new Core.Caller(Ann, 2);

        Assert.Equal("not-found", (await shop.Products.ReplaceAsync("mug", ProductDetails(), null, caller, default)).Refusal?.Code);
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        var refused = await shop.Products.ReplaceAsync("mug", ProductDetails("Big mug"), null, caller, default);
        Assert.Equal("version-mismatch", refused.Refusal?.Code);
    }

    private static VariantDetails Variant(string size, int stock) => new(null, [size], null, new(5900, "EUR"), null, stock, null);
}
