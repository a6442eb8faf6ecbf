using LiveShop.Core.Carts;
using LiveShop.Core.Results;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Carts;

public class CartTests
{
    private static readonly Cart Empty = Cart.Create(Noon);

    [Fact]
    public void A_new_cart_is_empty_and_its_id_cannot_be_guessed()
    {
        var ids = Enumerable.Range(0, 1000).Select(_ => Cart.Create(Noon).Id).ToHashSet();

        Assert.Equal(1000, ids.Count);
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
        Assert.Equal((1, Noon, 0), (Empty.Version, Empty.ChangedAt, Empty.Items.Count));
    }

    [Fact]
    public void Added_item_keeps_the_stream_it_was_added_from()
    {
        var cart = Empty.Add(Product("mug"), new("mug", 2, "demo", null), Noon.AddMinutes(1)).Accepted();

        Assert.Equal([new("mug", 2, "demo", Noon.AddMinutes(1))], cart.Items);
        Assert.Equal((2, Noon.AddMinutes(1)), (cart.Version, cart.ChangedAt));
    }

    [Fact]
    public void Adding_a_product_again_raises_its_quantity_in_place()
    {
        var cart = Added(Added(Added(Empty, "mug", 2, "demo"), "cup", 1), "mug", 3);

        Assert.Equal([("mug", 5, "demo"), ("cup", 1, null)], cart.Items.Select(item => (item.ProductId, item.Quantity, item.StreamId)));
        Assert.Equal("other", Added(cart, "mug", 1, "other").Items[0].StreamId);
    }

    [Fact]
    public void A_product_that_is_not_sold_cannot_be_added()
    {
        Empty.Add(null, new("mug", 1, null, null), Noon).IsNotFound("product");
        Empty.Add(Product("mug").Deleted(), new("mug", 1, null, null), Noon).IsNotFound("product");
    }

    [Fact]
    public void Quantity_above_stock_is_refused_with_the_remaining_stock()
    {
        var cart = Added(Empty, "mug", 8);

        var refused = cart.Add(Product("mug", stock: 10), new("mug", 3, null, null), Noon);

        Assert.Equal(("mug", 10), Left(refused));
        Assert.Equal(("mug", 0), Left(cart.Add(Product("mug", stock: 0), new("mug", 1, null, null), Noon)));
        Assert.Equal(10, cart.Add(Product("mug", stock: 10), new("mug", 2, null, null), Noon).Accepted().Items[0].Quantity);
    }

    [Fact]
    public void Quantity_above_99_is_refused_when_adding()
    {
        var cart = Added(Empty, "mug", 98, stock: 1000);

        cart.Add(Product("mug", stock: 1000), new("mug", 2, null, null), Noon).IsInvalidFor("quantity");
        Assert.Equal(99, Added(cart, "mug", 1, stock: 1000).Items[0].Quantity);
    }

    [Fact]
    public void A_101st_product_is_refused_but_more_of_an_existing_item_is_not()
    {
        var full = Enumerable.Range(0, Cart.MaxItems).Aggregate(Empty, (cart, i) => Added(cart, $"p{i}", 1));

        full.Add(Product("one-more"), new("one-more", 1, null, null), Noon).IsConflict("cart-full");
        Assert.Equal(2, Added(full, "p0", 1).Items[0].Quantity);
    }

    [Fact]
    public void The_quantity_can_be_set_within_stock()
    {
        var cart = Added(Empty, "mug", 2, "demo");

        Assert.Equal(new("mug", 10, "demo", Noon), cart.SetQuantity("mug", 10, Product("mug"), Noon).Accepted().Items[0]);
        Assert.Equal(("mug", 10), Left(cart.SetQuantity("mug", 11, Product("mug"), Noon)));
        cart.SetQuantity("mug", 3, Product("mug").Deleted(), Noon).IsNotFound("product");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(100)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void A_quantity_below_1_or_above_99_is_refused(int quantity) =>
        Added(Empty, "mug", 2).SetQuantity("mug", quantity, Product("mug", stock: 1000), Noon).IsInvalidFor("quantity");

    [Fact]
    public void Quantity_can_be_lowered_even_when_the_product_is_scarce_or_deleted()
    {
        var cart = Added(Empty, "mug", 5);

        Assert.Equal(3, cart.SetQuantity("mug", 3, Product("mug", stock: 0), Noon).Accepted().Items[0].Quantity);
        Assert.Equal(3, cart.SetQuantity("mug", 3, null, Noon).Accepted().Items[0].Quantity);
    }

    [Fact]
    public void Setting_the_current_quantity_changes_nothing()
    {
        var cart = Added(Empty, "mug", 5);

        Assert.Same(cart, cart.SetQuantity("mug", 5, null, Noon).Accepted());
    }

    [Fact]
    public void Quantity_of_a_product_that_is_not_in_the_cart_cannot_be_set() =>
        Empty.SetQuantity("mug", 1, Product("mug"), Noon).IsNotFound("item");

    [Fact]
    public void Removing_takes_the_item_out_once()
    {
        var cart = Added(Added(Empty, "mug", 1), "cup", 1);

        var removed = cart.Remove("mug", Noon).Accepted();

        Assert.Equal(["cup"], removed.Items.Select(item => item.ProductId));
        Assert.Equal(cart.Version + 1, removed.Version);
        Assert.Same(removed, removed.Remove("mug", Noon).Accepted());
    }

    private static Cart Added(Cart cart, string productId, int quantity, string? streamId = null, int stock = 10) =>
        cart.Add(Product(productId, stock: stock), new(productId, quantity, streamId, null), Noon).Accepted();

    private static (string, int) Left(Result<Cart> result)
    {
        var refusal = Assert.IsType<Refusal.OutOfStock>(result.Refusal);
        return (refusal.ProductId, refusal.Available);
    }
}
