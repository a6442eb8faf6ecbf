using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Carts;

/// <summary>Commands on carts: load, let the cart decide, save, and price it with the products as they are now.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public sealed class CartCommands(
    ICartStore carts, IProductStore products, ILiveStreamStore streams, ConditionalWriteLoop writes, TimeProvider clock)
{
    public async Task<PricedCart> CreateAsync(CancellationToken cancellation)
    {
        Cart cart;
        do
            cart = Cart.Create(clock.Now());
        while (!await carts.TryCreateAsync(cart, cancellation));
        return PricedCart.Of(cart, []);
    }

    public async Task<Result<PricedCart>> GetAsync(string id, CancellationToken cancellation) =>
        await carts.FindAsync(id, cancellation) is { } found
            ? await PriceAsync(found.Value, cancellation)
            : NotFound(id);

    public Task<Result<PricedCart>> AddAsync(string id, AddToCart command, CancellationToken cancellation) =>
        command.Check() is { } refusal
            ? Task.FromResult<Result<PricedCart>>(refusal)
            : ChangeAsync(id, cart => AddAsync(cart, command, cancellation), cancellation);

    public Task<Result<PricedCart>> SetQuantityAsync(string id, string itemId, int quantity, CancellationToken cancellation) =>
        ChangeAsync(
            id, CartItem.ProductIdOf(itemId), (cart, product) => cart.SetQuantity(itemId, quantity, product, clock.Now()), cancellation);

    public Task<Result<PricedCart>> RemoveAsync(string id, string itemId, CancellationToken cancellation) =>
        ChangeAsync(id, cart => Task.FromResult(cart.Remove(itemId, clock.Now())), cancellation);

    private Task<Result<PricedCart>> ChangeAsync(
        string id, string productId, Func<Cart, Product?, Result<Cart>> decide, CancellationToken cancellation) =>
        ChangeAsync(id, async cart => decide(cart, (await products.FindAsync(productId, cancellation))?.Value), cancellation);

    private async Task<Result<PricedCart>> ChangeAsync(string id, Func<Cart, Task<Result<Cart>>> decide, CancellationToken cancellation)
    {
        var changed = await writes.RunAsync<Cart>($"cart/{id}", async () => await carts.FindAsync(id, cancellation) is { } found
            ? await ConditionalWriteLoop.SaveAsync(await decide(found.Value), found, carts.TrySaveAsync, cancellation)
            : NotFound(id), cancellation, loggedAs: "a cart");
        return changed.IsAccepted ? await PriceAsync(changed.Value, cancellation) : changed.Refusal;
    }

    private async Task<Result<Cart>> AddAsync(Cart cart, AddToCart command, CancellationToken cancellation)
    {
        var finding = command.StreamId is null ? null : streams.FindAsync(command.StreamId, cancellation);
        var product = (await products.FindAsync(command.ProductId!, cancellation))?.Value;
        return cart.Add(product, command, clock.Now(), finding is null ? null : (await finding)?.Value);
    }

    private async Task<PricedCart> PriceAsync(Cart cart, CancellationToken cancellation)
    {
        var finding = HeldOffers.ReadAsync(cart, streams, clock.Now(), cancellation);
        var found = await products.FindManyAsync(cart.Items.Select(item => item.ProductId).ToList(), cancellation);
        return PricedCart.Of(cart, found, await finding);
    }

    // A cart's id is a secret, so the answer has only its beginning.
    internal static Refusal.NotFound NotFound(string id) =>
        new("cart", Identifier.IsValid(id) ? string.Concat(id.AsSpan(0, Math.Min(4, id.Length)), "…") : "?");
}
