using LiveShop.Core.Carts;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Tests.Shop;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>The requests that a purchase costs, counted where they arrive; docs/scale.md prices them.</summary>
public sealed class CosmosCheckoutBudgetTests(ITestOutputHelper output) : IAsyncLifetime
{
    private CosmosShop shop = null!;
    private int made;

    private CheckoutCommands Checkout => shop.Services.GetRequiredService<CheckoutCommands>();

    public async Task InitializeAsync()
    {
        shop = await CosmosShop.OpenAsync();
        Assert.True((await shop.Services.GetRequiredService<ShopSettingsCommands>().ChangeAsync(
            ShopSample.Details with { Currency = "EUR", Shipping = new(["DE"], new(490, "EUR"), null) }, null, default)).IsAccepted);
    }

    public async Task DisposeAsync() => await shop.DisposeAsync();

    [Fact]
    public async Task Checkout_of_one_line_costs_four_reads_and_three_writes_beside_its_cart()
    {
        await PlaceAsync();

        var (_, requests) = await PlaceAsync();

        Assert.Equal("ReadDocument ReadDocument ReadDocument ReadDocument CreateDocument ReadDocument ReplaceDocument ReadDocument Batch ReplaceDocument", requests);
    }

    [Fact]
    public async Task Repeated_checkout_changes_nothing()
    {
        var (cart, _) = await PlaceAsync();
        shop.Gateway.Requests.Clear();

        Assert.True((await Checkout.CheckoutAsync(cart, "key", OrderSample.Request(2480), default)).IsAccepted);

        // The creation that finds the order there is the only thing tried.
        Assert.DoesNotContain(shop.Gateway.Requests.All, request => request is RequestKind.ReplaceDocument or RequestKind.Batch);
    }

    [Fact]
    public async Task Order_that_is_seen_in_the_feed_costs_a_read_and_a_write_of_its_cart()
    {
        var (cart, _) = await PlaceAsync();
        var order = (await shop.Services.GetRequiredService<IOrderStore>().FindAsync(OrderId.Of(cart, "key"), default))!.Value;
        shop.Gateway.Requests.Clear();

        await shop.Services.GetRequiredService<OrderCommands>().EmptyCartAsync(order, default);

        Assert.Equal("ReadDocument ReplaceDocument", string.Join(' ', shop.Gateway.Requests.All));
    }

    [Fact]
    public async Task Customers_who_order_one_product_at_once_share_the_writes_of_its_stock()
    {
        const int customers = 100;
        var product = await ProductAsync(stock: customers);
        var carts = new List<string>();
        for (var n = 0; n < customers; n++)
            carts.Add(await CartAsync(product));
        shop.Gateway.Requests.Clear();

        var placed = await Task.WhenAll(carts.Select(cart => Checkout.CheckoutAsync(cart, "key", OrderSample.Request(2480), default)));

        Assert.All(placed, order => Assert.True(order.IsAccepted));
        var stock = (await shop.Services.GetRequiredService<IStockStore>().FindAsync(product, default))!.Value;
        Assert.Equal(0, stock.Find(ProductVariant.DefaultId)!.Available);
        var writes = shop.Gateway.Requests.All.Count(request => request == RequestKind.Batch);
        output.WriteLine($"{customers} checkouts, {writes} writes of the stock");
        Assert.InRange(writes, 2, customers / 2);
    }

    private async Task<string> ProductAsync(int stock)
    {
        var product = $"mug-{made++}";
        Assert.True((await shop.ProductCommands.CreateAsync(product, null, Sample.ProductDetails(stock: stock), new(Sample.Ann), default)).IsAccepted);
        return product;
    }

    private async Task<string> CartAsync(string product)
    {
        var cart = (await shop.CartCommands.CreateAsync(default)).Id;
        Assert.True((await shop.CartCommands.AddAsync(cart, new AddToCart(product, 1, null, null), default)).IsAccepted);
        return cart;
    }

    private async Task<(string Cart, string Requests)> PlaceAsync()
    {
        var cart = await CartAsync(await ProductAsync(stock: 5));
        shop.Gateway.Requests.Clear();

        Assert.True((await Checkout.CheckoutAsync(cart, "key", OrderSample.Request(2480), default)).IsAccepted);

        return (cart, string.Join(' ', shop.Gateway.Requests.All));
    }
}
