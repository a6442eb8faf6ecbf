using System.Text.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Functions.Orders;

/// <summary>The stock check over a store in which a test has broken what commands never break.</summary>
public sealed class StockCheckFunctionsTests : IAsyncLifetime
{
    private readonly OrderApi api = new();

    private IOrderStore Orders => api.Server.Services.GetRequiredService<IOrderStore>();

    public Task InitializeAsync() => api.StartAsync();

    public Task DisposeAsync() => api.DisposeAsync();

    [Fact]
    public async Task Shop_that_sold_cancelled_and_refused_has_no_findings()
    {
        var product = await api.ProductAsync(stock: 2);
        await api.PlaceAsync(product);
        await api.DoAsync((await api.PlaceAsync(product)).Id, "cancel").JsonAsync();
        await api.DoAsync((await api.PlaceAsync(product)).Id, "fulfil").JsonAsync();
        var cart = await CartBeforeSoldOutAsync();

        await api.CheckOutAsync(cart, "key", OrderBodies.Of(1990 + 490)).IsProblemAsync(409, "out-of-stock");

        var (pieces, reservations, counted) = await CheckAsync();
        Assert.Empty(pieces);
        Assert.Empty(reservations);
        Assert.Equal((2, 4), counted);

        async Task<string> CartBeforeSoldOutAsync()
        {
            var other = await api.ProductAsync(stock: 1);
            var second = await api.CartAsync(other);
            await TakeAllAsync(other);
            return second;
        }

        async Task TakeAllAsync(string id) => await new StockWriter(api.Stocks).SetAsync(id, available: 0, countedIn: 0);
    }

    [Fact]
    public async Task Piece_that_is_gone_is_found()
    {
        var product = await api.ProductAsync(stock: 5);
        await api.PlaceAsync(product);
        await new StockWriter(api.Stocks).SetAsync(product, available: 3, countedIn: 5);

        var (pieces, _, _) = await CheckAsync();

        var found = Assert.Single(pieces);
        Assert.Equal((product, 3, 1, 5, 1), (found.Text("productId"), found.GetProperty("available").GetInt32(), found.GetProperty("held").GetInt64(), found.GetProperty("countedIn").GetInt64(), found.GetProperty("missing").GetInt64()));
    }

    [Fact]
    public async Task Living_order_whose_pieces_were_released_is_found()
    {
        var product = await api.ProductAsync();
        var placed = await api.PlaceAsync(product);
        await ActivatorUtilities.GetServiceOrCreateInstance<StockCommands>(api.Server.Services).ReleaseAsync(product, placed.Id, default);

        var (pieces, reservations, _) = await CheckAsync();

        var found = Assert.Single(reservations);
        Assert.Equal((placed.Id, "placed", product, "released"), (found.Text("orderId"), found.Text("status"), found.Text("productId"), found.Text("reservation")));
        Assert.Empty(pieces);
    }

    [Fact]
    public async Task Living_order_without_a_reservation_is_found()
    {
        var product = await api.ProductAsync();
        var order = OrderSample.Order("key", product).Place(new(Actor, DateTimeOffset.UtcNow)).Accepted();
        await Orders.TryCreateAsync(order, default);

        var (_, reservations, _) = await CheckAsync();

        var found = Assert.Single(reservations);
        Assert.Equal((order.Id, JsonValueKind.Null), (found.Text("orderId"), found.GetProperty("reservation").ValueKind));
    }

    [Fact]
    public async Task Ended_order_that_still_holds_pieces_is_found_and_one_in_work_is_not()
    {
        var product = await api.ProductAsync();
        var placed = await api.PlaceAsync(product);
        var stored = (await Orders.FindAsync(placed.Id, default))!;
        var cancelled = stored.Value.Cancel(null, new(Actor, DateTimeOffset.UtcNow.AddHours(1))).Accepted();
        Assert.True(await Orders.TrySaveAsync(cancelled, stored.ETag, default));
        var reserving = OrderSample.Order("key", product);
        await Orders.TryCreateAsync(reserving, default);

        Assert.Empty((await CheckAsync()).Reservations);

        stored = (await Orders.FindAsync(placed.Id, default))!;
        Assert.True(await Orders.TrySaveAsync(stored.Value.MarkReleased(DateTimeOffset.UtcNow), stored.ETag, default));
        var found = Assert.Single((await CheckAsync()).Reservations);
        Assert.Equal((placed.Id, "cancelled", "held"), (found.Text("orderId"), found.Text("status"), found.Text("reservation")));
    }

    [Theory, InlineData("orders.x"), InlineData("x")]
    public async Task Token_of_another_list_is_400(string token) =>
        await api.Admin.GetAsync($"/api/stock-check?continuationToken={token}").IsInvalidAsync("continuationToken");

    private static LiveShop.Core.Actor Actor => new("test", "test");

    private async Task<(IReadOnlyList<JsonElement> Pieces, IReadOnlyList<JsonElement> Reservations, (int Products, int Orders) Checked)> CheckAsync()
    {
        var (pieces, reservations, products, orders) = (new List<JsonElement>(), new List<JsonElement>(), 0, 0);
        string? token = null;
        do
        {
            var page = await api.Admin.GetAsync($"/api/stock-check?limit=1{(token is null ? "" : $"&continuationToken={token}")}").JsonAsync();
            pieces.AddRange(page.Items());
            reservations.AddRange(page.GetProperty("reservations").EnumerateArray());
            products += page.GetProperty("checked").GetInt32();
            orders += page.GetProperty("checkedOrders").GetInt32();
            token = page.Text("continuationToken");
        }
        while (token is not null);
        return (pieces, reservations, (products, orders));
    }

    /// <summary>Writes a stock as no command does.</summary>
    private sealed class StockWriter(IStockStore stocks)
    {
        public async Task SetAsync(string productId, int available, long countedIn)
        {
            var found = (await stocks.FindAsync(productId, default))!;
            var json = System.Text.Json.Nodes.JsonNode.Parse(Documents.Write(found.Value))!;
            json["variants"]![0]!["available"] = available;
            json["variants"]![0]!["countedIn"] = countedIn;
            json["version"] = found.Value.Version + 1;
            var broken = Documents.Read<ProductStock>(JsonSerializer.SerializeToUtf8Bytes(json));
            var correction = new StockCorrection(
                Guid.NewGuid().ToString(), productId, DateTimeOffset.UtcNow, "test", "test", StockChange.Add(ProductVariant.DefaultId, 0), 0, 0);
            Assert.True((await stocks.TryWriteAsync(new(productId, found with { Value = broken }) { Corrections = [correction] }, default)).IsWritten);
        }
    }
}
