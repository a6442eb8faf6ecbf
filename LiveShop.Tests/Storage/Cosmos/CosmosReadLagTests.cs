using LiveShop.Core.Carts;
using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>Session consistency on the double: tests that read late prove nothing unless the double does what these say.</summary>
public sealed class CosmosReadLagTests
{
    [Fact]
    public async Task Process_reads_its_own_write_while_another_still_reads_the_state_before_it()
    {
        await using var shop = await CosmosShop.OpenAsync();
        await using var other = new Process(shop);
        var cart = Cart.Create(Sample.Noon);
        shop.Gateway.Lag.Roll(_ => 1000);

        Assert.True(await shop.Carts.TryCreateAsync(cart, default));

        Assert.NotNull(await shop.Carts.FindAsync(cart.Id, default));
        Assert.Null(await other.Shop.Carts.FindAsync(cart.Id, default));
        Assert.Equal(1, shop.Gateway.Lag.Met);
    }

    [Fact]
    public async Task Process_whose_write_lost_reads_what_it_lost_against()
    {
        await using var shop = await CosmosShop.OpenAsync();
        await using var other = new Process(shop);
        var cart = Cart.Create(Sample.Noon);
        Assert.True(await shop.Carts.TryCreateAsync(cart, default));
        var read = (await other.Shop.Carts.FindAsync(cart.Id, default))!;
        var (first, second) = (With(cart, "first"), With(cart, "second"));
        shop.Gateway.Lag.Roll(_ => 1000);
        Assert.True(await shop.Carts.TrySaveAsync(first, (await shop.Carts.FindAsync(cart.Id, default))!.ETag, default));
        Assert.Null(await LastProductAsync(other.Shop, cart));

        Assert.False(await other.Shop.Carts.TrySaveAsync(second, read.ETag, default));

        Assert.Equal("first", await LastProductAsync(other.Shop, cart));
    }

    [Fact]
    public async Task Late_read_is_of_a_state_that_was()
    {
        await using var shop = await CosmosShop.OpenAsync();
        var cart = Cart.Create(Sample.Noon);
        Assert.True(await shop.Carts.TryCreateAsync(cart, default));
        foreach (var productId in Enumerable.Range(1, 5).Select(n => $"mug-{n}"))
        {
            var read = (await shop.Carts.FindAsync(cart.Id, default))!;
            Assert.True(await shop.Carts.TrySaveAsync(With(read.Value, productId), read.ETag, default));
        }

        shop.Gateway.Lag.Roll(_ => 2);
        await using var other = new Process(shop);

        Assert.Equal("mug-3", await LastProductAsync(other.Shop, cart));
    }

    private static Cart With(Cart cart, string productId) =>
        cart.Add(Sample.Product(productId), new(productId, 1, null, null), Sample.Noon).Accepted();

    private static async Task<string?> LastProductAsync(CosmosShop shop, Cart cart) =>
        (await shop.Carts.FindAsync(cart.Id, default))!.Value.Items is [.., var last] ? last.ProductId : null;

    private sealed class Process(CosmosShop first) : IAsyncDisposable
    {
        public CosmosShop Shop { get; } = first.Another();

        public ValueTask DisposeAsync() => Shop.CloseAsync();
    }
}
