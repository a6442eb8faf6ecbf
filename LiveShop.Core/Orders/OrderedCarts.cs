using LiveShop.Core.Carts;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Orders;

/// <summary>
/// Keeps a cart and its order together: a cart is ordered by one open order at a time, and the lines of a placed order leave the
/// cart once.
/// </summary>
internal sealed class OrderedCarts(ICartStore carts, IOrderStore orders, ConditionalWriteLoop writes, TimeProvider clock)
{
    /// <summary>The cart without the lines of an order that was placed before.</summary>
    /// <param name="orderId">The order that is about to be made.</param>
    /// <returns>Refused as <c>not-found</c>, or as <c>checkout-open</c> while another order of the cart is open.</returns>
    public async Task<Result<Cart>> FindAsync(string cartId, string orderId, CancellationToken cancellation)
    {
        if (await carts.FindAsync(cartId, cancellation) is not { Value: var cart })
            return CartCommands.NotFound(cartId);
        if (cart.OrderId is null || cart.OrderId == orderId)
            return cart;

        var before = await OrderOfAsync(cart.OrderId, cancellation);
        if (before.IsOpen)
            return CheckoutOpen(before);
        return before.IsPlaced ? await TakeOutAsync(cartId, before, cancellation) : cart;
    }

    /// <summary>Writes into the cart which order it becomes, before that order can be placed.</summary>
    /// <returns>Another order of the cart that was first, open or placed already; null when there is none.</returns>
    public async Task<Order?> BecomeOrderAsync(string cartId, string orderId, CancellationToken cancellation)
    {
        Order? open = null;
        var written = await ChangeAsync(cartId, async cart =>
        {
            open = cart.OrderId is null || cart.OrderId == orderId ? null : await OrderOfAsync(cart.OrderId, cancellation);
            open = open is { IsFinal: false } ? open : null;
            return open is null ? cart.BecomeOrder(orderId, clock.Now()) : cart;
        }, cancellation);
        return written.Refusal is Refusal.Conflict ? throw Contention() : open;
    }

    /// <summary>Takes the lines of a placed order out of its cart, once however often this is called.</summary>
    public Task<Result<Cart>> TakeOutAsync(string cartId, Order placed, CancellationToken cancellation)
    {
        var quantities = placed.Lines.ToDictionary(line => line.ItemId, line => line.Quantity, StringComparer.Ordinal);
        return ChangeAsync(cartId, cart => Task.FromResult(cart.TakeOut(placed.Id, quantities, clock.Now())), cancellation);
    }

    public static Refusal.Conflict<Order> CheckoutOpen(Order open) =>
        new("checkout-open", "This cart is being ordered already. Go on with that order, or cancel it.", open);

    // The cart was written after the order was created, so a read that misses the order is stale.
    private async Task<Order> OrderOfAsync(string orderId, CancellationToken cancellation) =>
        (await orders.FindAsync(orderId, cancellation))?.Value ?? throw Contention();

    private Task<Result<Cart>> ChangeAsync(string cartId, Func<Cart, Task<Cart>> decide, CancellationToken cancellation) =>
        writes.RunAsync<Cart>($"cart/{cartId}", async () => await carts.FindAsync(cartId, cancellation) is { } found
            ? await ConditionalWriteLoop.SaveAsync<Cart>(await decide(found.Value), found, carts.TrySaveAsync, cancellation)
            : CartCommands.NotFound(cartId), cancellation, loggedAs: "a cart");

    private static StoreUnavailableException Contention() => new("The cart was not written.", TimeSpan.FromSeconds(1));
}
