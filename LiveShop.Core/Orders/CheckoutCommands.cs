using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Shop;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Orders;

/// <summary>An order with the key by which its customer sees it.</summary>
public sealed record CheckoutResult(Order Order, string OrderKey)
{
    public override string ToString() => $"{nameof(CheckoutResult)} of {Order}";
}

/// <summary>
/// Makes an order of a cart: creates it, reserves its pieces product by product, and places it or opens its payment. A process
/// may stop before every step; the request's repetition, or the timer, goes on from what is stored.
/// </summary>
/// <exception cref="StoreUnavailableException">The store cannot answer now; repeat the request with the same key.</exception>
/// <exception cref="PaymentUnavailableException">The payment provider cannot answer now; repeat the request with the same key.</exception>
public sealed class CheckoutCommands(
    IOrderStore orders, IProductStore products, IShopSettingsStore settings, StockCommands stock, IStockStore stocks,
    PaymentProviders providers, ICartStore carts, ILiveStreamStore streams, ConditionalWriteLoop writes, TimeProvider clock,
    ILogger<CheckoutCommands> logger)
{
    private static readonly TimeSpan RetryAfterContention = TimeSpan.FromSeconds(1);

    private readonly OrderWrites orderWrites = new(orders, writes);
    private readonly OrderedCarts orderedCarts = new(carts, orders, writes, clock);
    private readonly OrderFollowUp followUp = new(orders, writes, stock, providers, clock, logger);

    /// <summary>Orders what the cart holds; repeated with the same key, it goes on with the same order.</summary>
    /// <returns>
    /// Refused as <c>validation</c>, <c>not-found</c>, <c>cart-empty</c>, <c>too-many-products</c>, <c>not-sold</c>,
    /// <c>mixed-currencies</c>, <c>price-changed</c>, <c>checkout-open</c>, <c>out-of-stock</c> with a <see cref="ShortOrder"/>,
    /// <c>order-ended</c> or <c>idempotency-key-reused</c>.
    /// </returns>
    public async Task<Result<CheckoutResult>> CheckoutAsync(
        string cartId, string? idempotencyKey, CheckoutRequest request, CancellationToken cancellation)
    {
        if (request.Check(idempotencyKey) is { } refusal)
            return refusal;

        var started = await StartAsync(cartId, idempotencyKey!, request, cancellation);
        if (!started.IsAccepted)
            return started.Refusal;
        if (started.Value.Value.Fingerprint != request.FingerprintOf(idempotencyKey!))
            return new Refusal.IdempotencyKeyReused("This Idempotency-Key was used to order something else.");

        var reached = await ContinueAsync(cartId, started.Value, cancellation);
        return reached.IsAccepted ? new CheckoutResult(reached.Value, OrderId.KeyOf(cartId, idempotencyKey!)) : reached.Refusal;
    }

    /// <summary>Creates the order, or finds the one that an earlier request with this key created.</summary>
    private async Task<Result<Stored<Order>>> StartAsync(
        string cartId, string idempotencyKey, CheckoutRequest request, CancellationToken cancellation)
    {
        var id = OrderId.Of(cartId, idempotencyKey);
        var drafted = await DraftAsync(cartId, id, request, cancellation);
        if (!drafted.IsAccepted)
            return await FindEarlierAsync(drafted.Refusal);

        var (lines, totals) = drafted.Value;
        if (providers.Choose(request.Payment) is not { } provider || !provider.CanCharge(lines, totals))
            return await FindEarlierAsync(new Refusal.Invalid("payment", "This order cannot be paid that way."));

        var order = Order.Create(cartId, idempotencyKey, request, lines, totals, provider.Name, OfCustomer());
        return await orders.TryCreateAsync(order, cancellation) ?? await orders.FindAsync(id, cancellation) ?? throw Contention(id);

        async Task<Result<Stored<Order>>> FindEarlierAsync(Refusal refusal) =>
            await orders.FindAsync(id, cancellation) is { } earlier ? earlier : refusal;
    }

    private async Task<Result<OrderDraft>> DraftAsync(
        string cartId, string orderId, CheckoutRequest request, CancellationToken cancellation)
    {
        var cart = await orderedCarts.FindAsync(cartId, orderId, cancellation);
        if (!cart.IsAccepted)
            return cart.Refusal;

        var reading = settings.FindAsync(cancellation);
        var offers = HeldOffers.ReadAsync(cart.Value, streams, clock.Now(), cancellation);
        var found = await products.FindManyAsync([.. cart.Value.Items.Select(item => item.ProductId)], cancellation);
        return OrderDraft.Of(cart.Value, found, await offers, (await reading)?.Value ?? ShopSettings.Default, request);
    }

    /// <summary>Goes on from what is stored, with the order's own lines and prices.</summary>
    private async Task<Result<Order>> ContinueAsync(string cartId, Stored<Order> stored, CancellationToken cancellation)
    {
        if (stored.Value.Status == OrderStatus.Reserving
            && await orderedCarts.BecomeOrderAsync(cartId, stored.Value.Id, cancellation) is { } open)
        {
            return await GiveUpAsync(stored.Value, open, cancellation);
        }

        var known = stored;
        var reached = await orderWrites.RunAsync(stored.Value.Id, async () =>
        {
            var read = known ?? await orders.FindAsync(stored.Value.Id, cancellation);
            known = null;
            if (read is null)
                return (Result<Order>?)null;
            if (read.Value.Status != OrderStatus.Reserving)
                return read.Value;
            return await DecideAsync(read.Value, cancellation) is { } decided
                ? await orderWrites.SaveAsync(decided, read, cancellation)
                : null;
        }, cancellation);
        return reached.IsAccepted ? await AnswerAsync(reached.Value, cancellation) : throw Contention(stored.Value.Id);
    }

    /// <returns>The order's next state; null when it was ended meanwhile, so that it has to be read again.</returns>
    private async Task<Result<Order>?> DecideAsync(Order order, CancellationToken cancellation)
    {
        foreach (var (productId, pieces) in order.ByProduct)
        {
            switch (await stock.ReserveAsync(productId, order.Id, pieces, cancellation))
            {
                case ReserveResult.OutOfStock:
                    return order.Refuse(OfCustomer());
                case ReserveResult.Released:
                    return null;
            }
        }

        return await providers.Of(order).CreateSessionAsync(order, cancellation) is { } session
            ? order.AwaitPayment(session, OfCustomer())
            : order.Place(OfCustomer());
    }

    private async Task<Result<Order>> AnswerAsync(Order order, CancellationToken cancellation)
    {
        if (!order.IsFinal)
            return order;

        // Pieces go back only after the final status is written, by whoever wrote it or by the timer.
        order = await followUp.TryRunAsync(order, cancellation);
        return order.Status == OrderStatus.Refused
            ? new Refusal.Conflict<ShortOrder>(
                "out-of-stock", "Not enough is left of what you ordered.", await ShortOrder.OfAsync(order, stocks, cancellation))
            : new Refusal.Conflict<Order>("order-ended", "This order was ended. Order again.", order);
    }

    private async Task<Result<Order>> GiveUpAsync(Order order, Order open, CancellationToken cancellation)
    {
        var cancelled = await orderWrites.ChangeAsync(
            order.Id, stored => stored.Status == OrderStatus.Reserving ? stored.Cancel(null, OfCustomer()) : stored, cancellation);
        if (cancelled.Value is { IsReleaseDue: true } ended)
            await followUp.TryRunAsync(ended, cancellation);
        return OrderedCarts.CheckoutOpen(open);
    }

    private ChangeOrigin OfCustomer() => new Caller(OrderActors.Customer).Origin(clock);

    private static StoreUnavailableException Contention(string orderId) =>
        new($"Order {orderId} was not written: too many others write it.", RetryAfterContention);
}
