using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Carts;

public class PricedCartTests
{
    [Fact]
    public void Totals_are_one_sum_for_each_currency_in_the_order_of_the_codes()
    {
        var products = new[] { Product("mug", amount: 1990), Product("cup", amount: 500), Product("tea", amount: 1200, currency: "CHF") };

        var priced = PricedCart.Of(CartWith(("mug", 2), ("tea", 1), ("cup", 3)), products);

        Assert.Equal([new(1200, "CHF"), new(5480, "EUR")], priced.Totals);
    }

    [Fact]
    public void Items_show_the_product_as_it_is_now_in_the_order_they_were_added()
    {
        var priced = PricedCart.Of(CartWith(("mug", 2), ("cup", 1)), [Product("cup", amount: 1), Product("mug", amount: 7)]);

        Assert.Equal([("mug", 2, 7L), ("cup", 1, 1L)], priced.Items.Select(item => (item.ProductId, item.Quantity, item.Product!.Price.Amount)));
    }

    [Fact]
    public void Deleted_product_stays_in_the_cart_without_details_and_is_not_in_the_total()
    {
        var priced = PricedCart.Of(CartWith(("mug", 2), ("cup", 1), ("gone", 1)), [Product("mug").Deleted(), Product("cup", amount: 500)]);

        Assert.Equal(["mug", "gone"], priced.Items.Where(item => item.Product is null).Select(item => item.ProductId));
        Assert.Equal([new(500, "EUR")], priced.Totals);
    }

    [Theory]
    [InlineData(30, 40, null), InlineData(30, 30, null), InlineData(30, 29, 29), InlineData(1, 0, 0)]
    public void An_item_tells_what_is_left_when_that_is_less_than_its_quantity(int quantity, int stock, int? available)
    {
        var item = Assert.Single(PricedCart.Of(CartWith(("mug", quantity)), [Product("mug", stock: stock)]).Items);

        Assert.Equal(available, item.Available);
    }

    [Fact]
    public void An_empty_cart_has_no_total() => Assert.Empty(PricedCart.Of(CartWith(), []).Totals);

    [Fact]
    public void A_full_cart_at_the_highest_price_has_an_exact_total()
    {
        var items = Enumerable.Range(0, Cart.MaxItems).Select(i => ($"p{i}", Cart.MaxQuantity)).ToArray();
        var products = items.Select(item => Product(item.Item1, amount: Money.MaxAmount)).ToList();

        Assert.Equal([new(Money.MaxAmount * Cart.MaxItems * Cart.MaxQuantity, "EUR")], PricedCart.Of(CartWith(items), products).Totals);
    }

    private static Cart CartWith(params (string ProductId, int Quantity)[] items) =>
        items.Aggregate(Cart.Create(Noon), (cart, item) =>
            cart.Add(Product(item.ProductId, stock: 99), new(item.ProductId, item.Quantity, null, null), Noon).Accepted());
}
