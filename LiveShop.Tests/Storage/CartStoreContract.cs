using LiveShop.Core.Carts;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

public abstract class CartStoreContract : StoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private ICartStore Carts => Store.Carts;

    [Fact]
    public async Task A_cart_that_is_not_there_is_not_found() =>
        Assert.Null(await Carts.FindAsync(CartId.New(), None));

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task Invalid_id_is_not_found(string id) => Assert.Null(await Carts.FindAsync(id, None));

    [Fact]
    public async Task A_created_cart_is_read_back_as_it_was_written()
    {
        var cart = Filled(Cart.Create(Noon), "mug");

        Assert.True(await Carts.TryCreateAsync(cart, None));

        Samples.AssertSame(cart, (await Carts.FindAsync(cart.Id, None))!.Value);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_not_created_again()
    {
        var first = await HasCartAsync();

        Assert.False(await Carts.TryCreateAsync(Filled(first.Value, "mug"), None));

        Samples.AssertSame(first, await Carts.FindAsync(first.Value.Id, None));
    }

    [Fact]
    public async Task A_save_with_the_current_etag_replaces_the_cart_and_changes_the_etag()
    {
        var before = await HasCartAsync();
        var filled = Filled(before.Value, "mug");

        Assert.True(await Carts.TrySaveAsync(filled, before.ETag, None));

        var after = (await Carts.FindAsync(filled.Id, None))!;
        Samples.AssertSame(filled, after.Value);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Fact]
    public async Task A_save_with_an_old_etag_writes_nothing()
    {
        var old = await HasCartAsync();
        var filled = Filled(old.Value, "mug");
        Assert.True(await Carts.TrySaveAsync(filled, old.ETag, None));

        Assert.False(await Carts.TrySaveAsync(Filled(old.Value, "lamp"), old.ETag, None));

        Samples.AssertSame(filled, (await Carts.FindAsync(filled.Id, None))!.Value);
    }

    [Fact]
    public async Task A_cart_that_is_not_there_is_not_saved()
    {
        var other = await HasCartAsync();
        var cart = Cart.Create(Noon);

        Assert.False(await Carts.TrySaveAsync(cart, other.ETag, None));

        Assert.Null(await Carts.FindAsync(cart.Id, None));
    }

    [Fact]
    public async Task Exactly_one_of_many_saves_with_the_same_etag_is_written()
    {
        var stored = await HasCartAsync();
        var carts = Enumerable.Range(0, 16).Select(n => Filled(stored.Value, $"product-{n}")).ToList();

        var written = await Task.WhenAll(carts.Select(cart => Carts.TrySaveAsync(cart, stored.ETag, None)));

        var winner = carts[Assert.Single(Enumerable.Range(0, written.Length), n => written[n])];
        Samples.AssertSame(winner, (await Carts.FindAsync(winner.Id, None))!.Value);
    }

    private static Cart Filled(Cart cart, string productId) =>
        cart.Add(Samples.NewProduct(productId), new AddToCart(productId, 2, "demo", $"key-{productId}"), Noon).Value!;

    private async Task<Stored<Cart>> HasCartAsync()
    {
        var cart = Cart.Create(Noon);
        Assert.True(await Carts.TryCreateAsync(cart, None));
        return (await Carts.FindAsync(cart.Id, None))!;
    }
}
