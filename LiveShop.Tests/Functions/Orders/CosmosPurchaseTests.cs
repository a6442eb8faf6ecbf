using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Functions.Orders;

/// <summary>A purchase over LiveShop.Local with Cosmos DB as its store.</summary>
public sealed class CosmosPurchaseTests : IAsyncLifetime
{
    private readonly OrderApi api = new();
    private GatewayDouble gateway = null!;

    public async Task InitializeAsync()
    {
        gateway = await GatewayDouble.StartAsync();
        await api.StartAsync($"--{CosmosSettings.Connection}", gateway.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await api.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task Order_is_placed_leaves_the_cart_is_found_and_exported_and_its_pieces_come_back_when_it_is_cancelled()
    {
        var product = await api.ProductAsync(stock: 3);
        var (first, second) = (await api.PlaceAsync(product, "show"), await api.PlaceAsync(product));

        await Eventually.HoldsAsync(async () => !(await api.Customer.GetAsync($"/api/carts/{first.CartId}").JsonAsync()).Items().Any());
        Assert.Equal([second.Id, first.Id], await IdsAsync("status=placed"));
        Assert.Equal([first.Id], await IdsAsync("streamId=show&status=placed"));
        Assert.Equal([second.Id], await IdsAsync($"search={second.Order.Text("number")}"));
        Assert.Contains(first.Id, await api.Admin.GetStringAsync("/api/orders.csv"), StringComparison.Ordinal);

        await api.DoAsync(first.Id, "cancel").JsonAsync();

        Assert.Equal(2, await api.AvailableAsync(product));
        Assert.Equal([first.Id], await IdsAsync("status=cancelled"));
        var products = await api.Admin.GetAsync("/api/stock-check").JsonAsync();
        var orders = await api.Admin.GetAsync($"/api/stock-check?continuationToken={products.Text("continuationToken")}").JsonAsync();
        Assert.Equal((1, 2), (products.GetProperty("checked").GetInt32(), orders.GetProperty("checkedOrders").GetInt32()));
        Assert.Empty(products.Items());
        Assert.Empty(orders.GetProperty("reservations").EnumerateArray());
    }

    private async Task<IEnumerable<string?>> IdsAsync(string query) =>
        (await api.Admin.GetAsync($"/api/orders?{query}").JsonAsync()).Items().Select(order => order.Text("id"));
}
