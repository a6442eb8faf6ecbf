using LiveShop.Core.Carts;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.Sqlite;

public sealed class SqliteCartExpiryTests : SqliteTests
{
    private static readonly TimeSpan Almost = Cart.Lifetime - TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_cart_is_gone_when_nobody_changed_it_for_thirty_days()
    {
        var cart = await HasCartAsync();

        Clock.GoOn(Almost);
        Assert.NotNull(await Store.Carts.FindAsync(cart.Value.Id, None));

        Clock.GoOn(TimeSpan.FromSeconds(1));
        Assert.Null(await Store.Carts.FindAsync(cart.Value.Id, None));
        Assert.False(await Store.Carts.TrySaveAsync(cart.Value, cart.ETag, None));
    }

    [Fact]
    public async Task A_change_gives_a_cart_another_thirty_days()
    {
        var cart = await HasCartAsync();
        Clock.GoOn(Almost);
        Assert.True(await Store.Carts.TrySaveAsync(cart.Value, cart.ETag, None));

        Clock.GoOn(Almost);

        Assert.NotNull(await Store.Carts.FindAsync(cart.Value.Id, None));
    }

    [Fact]
    public async Task The_id_of_an_expired_cart_is_free_again()
    {
        var cart = await HasCartAsync();
        Clock.GoOn(Cart.Lifetime);

        Assert.True(await Store.Carts.TryCreateAsync(cart.Value, None));

        var again = await Store.Carts.FindAsync(cart.Value.Id, None);
        Assert.NotEqual(cart.ETag, again!.ETag);
    }

    [Fact]
    public async Task Only_expired_carts_are_removed()
    {
        for (var n = 0; n < 450; n++)
            await HasCartAsync();
        Clock.GoOn(Almost);
        var young = await HasCartAsync();
        await Store.Products.HasProductAsync("mug");
        Clock.GoOn(TimeSpan.FromSeconds(1));

        Assert.Equal(450, await Store.SqliteCarts.RemoveExpiredAsync(None));

        Assert.NotNull(await Store.Carts.FindAsync(young.Value.Id, None));
        Assert.NotNull(await Store.Products.FindAsync("mug", None));
        Assert.Equal(0, await Store.SqliteCarts.RemoveExpiredAsync(None));
    }

    [Fact]
    public async Task A_feed_goes_on_behind_what_was_removed()
    {
        var carts = new FeedSubscription("carts", "audit", 10);
        for (var n = 0; n < 3; n++)
            await HasCartAsync();
        await using (var before = new FeedListener(Store.Feed, carts))
            await before.UntilAsync(all => all.Count == 3);
        Clock.GoOn(Cart.Lifetime);
        await Store.SqliteCarts.RemoveExpiredAsync(None);
        await Store.RestartAsync();

        await using var after = new FeedListener(Store.Feed, carts);
        var cart = await HasCartAsync();

        await after.UntilHasAsync(cart.Value.Id);
    }

    private async Task<Stored<Cart>> HasCartAsync()
    {
        var cart = Cart.Create(Clock.GetUtcNow());
        Assert.True(await Store.Carts.TryCreateAsync(cart, None));
        return (await Store.Carts.FindAsync(cart.Id, None))!;
    }
}
