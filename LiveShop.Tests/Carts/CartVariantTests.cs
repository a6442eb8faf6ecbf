using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Carts;

public class CartVariantTests
{
    private static readonly Cart Empty = Cart.Create(Noon);

    [Fact]
    public void Variants_of_a_product_are_items_of_their_own()
    {
        var cart = Added(Added(Added(Empty, "s", 1), "m", 2), "s", 1);

        Assert.Equal([("shirt.s", 2), ("shirt.m", 2)], cart.Items.Select(item => (item.ItemId, item.Quantity)));
        Assert.Equal(cart.Items, Documents.Read<Cart>(Documents.Write(cart)).Items);
    }

    [Fact]
    public void A_product_with_options_cannot_be_added_without_a_choice_nor_one_without_options_with_another()
    {
        Empty.Add(Shirt(), new("shirt", 1, null, null), Noon).IsInvalidFor("variantId");
        Empty.Add(Shirt(), new("shirt", 1, null, null) { VariantId = "xl" }, Noon).IsInvalidFor("variantId");
        Empty.Add(Product("mug"), new("mug", 1, null, null) { VariantId = "s" }, Noon).IsInvalidFor("variantId");
    }

    [Fact]
    public void Stock_counts_by_variant()
    {
        var refused = Empty.Add(Shirt(), new("shirt", 4, null, null) { VariantId = "s" }, Noon);

        Assert.Equal(3, Assert.IsType<Refusal.OutOfStock>(refused.Refusal).Available);
        Assert.Equal(8, Added(Empty, "m", 8).Items[0].Quantity);
    }

    [Fact]
    public void A_product_whose_stock_is_not_counted_is_never_sold_out()
    {
        var card = LiveShop.Core.Products.Product.Create("card", ProductDetails(stock: null), By(Ann)).State();

        Assert.Equal(99, Empty.Add(card, new("card", 99, null, null), Noon).Accepted().Items[0].Quantity);
    }

    [Fact]
    public void An_item_is_changed_and_removed_by_its_own_id()
    {
        var cart = Added(Added(Empty, "s", 1), "m", 2);

        Assert.Equal(5, cart.SetQuantity("shirt.m", 5, Shirt(), Noon).Accepted().Items[1].Quantity);
        Assert.Equal(["shirt.m"], cart.Remove("shirt.s", Noon).Accepted().Items.Select(item => item.ItemId));
        cart.SetQuantity("shirt", 1, Shirt(), Noon).IsNotFound("item");
    }

    [Fact]
    public void A_key_that_was_used_for_one_variant_is_refused_for_another()
    {
        var cart = Empty.Add(Shirt(), new("shirt", 1, null, "key") { VariantId = "s" }, Noon).Accepted();

        Assert.IsType<Refusal.IdempotencyKeyReused>(cart.Add(Shirt(), new("shirt", 1, null, "key") { VariantId = "m" }, Noon).Refusal);
        Assert.Same(cart, cart.Add(Shirt(), new("shirt", 1, null, "key") { VariantId = "s" }, Noon).Accepted());
    }

    [Fact]
    public void An_item_shows_what_was_chosen_at_the_price_of_the_variant()
    {
        var dearer = Shirt().Change(ShirtDetails() with { Variants = [ShirtVariant("S", 5900, 3), ShirtVariant("M", 6900, 8)] }, By(Ann)).State();

        var priced = PricedCart.Of(Added(Added(Empty, "s", 1), "m", 2), [dearer]);

        Assert.Equal([("shirt.s", "S", 5900), ("shirt.m", "M", 6900)],
            priced.Items.Select(item => (item.ItemId, item.OptionValues[0], item.Product!.Price.Amount)));
        Assert.Equal(new Money(5900 + (2 * 6900), "EUR"), Assert.Single(priced.Totals));
    }

    [Fact]
    public void An_item_whose_variant_is_gone_has_no_product_and_counts_for_nothing()
    {
        var cart = Added(Added(Empty, "s", 1), "m", 2);
        var onlySmall = Shirt().Change(ShirtDetails() with { Variants = [ShirtVariant("S", 5900, 3)] }, By(Ann)).State();

        var priced = PricedCart.Of(cart, [onlySmall]);

        Assert.Equal([true, false], priced.Items.Select(item => item.Product is not null));
        Assert.Equal(new Money(5900, "EUR"), Assert.Single(priced.Totals));
    }

    private static Cart Added(Cart cart, string variantId, int quantity) =>
        cart.Add(Shirt(), new("shirt", quantity, null, null) { VariantId = variantId }, Noon).Accepted();
}
