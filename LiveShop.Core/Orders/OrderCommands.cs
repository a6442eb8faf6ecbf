using LiveShop.Core.Carts;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Orders;

/// <summary>Commands on orders that exist: load, let the order decide, save, then do what follows from the status.</summary>
/// <remarks>
/// A lost write is decided again; when all attempts lose, the result is the refusal <c>contention</c>. A command of a caller who
/// expects another version is refused as <c>version-mismatch</c>.
/// </remarks>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public sealed class OrderCommands(
    IOrderStore orders, StockCommands stock, PaymentProviders providers, ICartStore carts,
    ConditionalWriteLoop writes, TimeProvider clock, ILogger<OrderCommands> logger)
{
    private readonly OrderWrites orderWrites = new(orders, writes);
    private readonly OrderedCarts orderedCarts = new(carts, orders, writes, clock);
    private readonly OrderFollowUp followUp = new(orders, writes, stock, providers, clock, logger);

    /// <summary>Cancels for the customer, which is possible until the order is placed.</summary>
    /// <param name="expected">The versions of which the order must have one; null for any.</param>
    /// <inheritdoc cref="CancelAsync(string, Caller, CancellationToken)" />
    public Task<Result<Order>> CancelByCustomerAsync(string id, CancellationToken cancellation, ExpectedVersions? expected = null) =>
        CancelAsync(id, new Caller(OrderActors.Customer, expected), customersMay: order => !order.IsPlaced, cancellation);

    /// <summary>Cancels: pieces go back to the stock, and what was paid becomes due to be paid back.</summary>
    /// <returns>Refused as <c>not-found</c>, <c>order-state</c>, <c>payment-processing</c> or <c>contention</c>.</returns>
    /// <exception cref="PaymentUnavailableException">The payment session may still be paid, so nothing was changed.</exception>
    public Task<Result<Order>> CancelAsync(string id, Caller caller, CancellationToken cancellation) =>
        CancelAsync(id, caller, customersMay: _ => true, cancellation);

    /// <summary>The seller was paid by hand. Refused as <c>order-state</c> where the customer pays a provider.</summary>
    public Task<Result<Order>> PayAsync(string id, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(id, caller, (order, origin) => order.PayByHand(origin), cancellation);

    public Task<Result<Order>> FulfilAsync(string id, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(id, caller, (order, origin) => order.Fulfil(origin), cancellation);

    /// <summary>Pays back a fulfilled order, or marks as paid back what a person has to pay back.</summary>
    public async Task<Result<Order>> RefundAsync(string id, Caller caller, CancellationToken cancellation)
    {
        var refunded = await ChangeAsync(id, caller, (order, origin) => order.Refund(origin), cancellation);
        return refunded.IsAccepted ? await followUp.TryRunAsync(refunded.Value, cancellation) : refunded;
    }

    /// <summary>Blanks the person's data; the order itself stays, because its id and its reservations must.</summary>
    /// <inheritdoc cref="Order.Erase" path="/param" />
    public Task<Result<Order>> EraseAsync(string id, TimeSpan retention, Caller caller, CancellationToken cancellation) =>
        ChangeAsync(id, caller, (order, origin) => order.Erase(origin, retention), cancellation);

    /// <summary>Takes the lines of a placed order out of its cart; for the feed on orders, which may repeat it.</summary>
    public async Task EmptyCartAsync(Order order, CancellationToken cancellation)
    {
        if (order is not { IsPlaced: true, CartId: { } cartId })
            return;
        if ((await orderedCarts.TakeOutAsync(cartId, order, cancellation)).Refusal is Refusal.Conflict contention)
        {
            throw new StoreUnavailableException(
                $"The cart of order {order.Id} was not emptied: {contention.Detail}", TimeSpan.FromSeconds(1));
        }
    }

    /// <summary>Follows a message of the payment provider, which may come twice, late, and in any order.</summary>
    /// <returns>False when the provider has to send it again later, because the order is not known yet or is still reserving.</returns>
    /// <exception cref="PaymentUnavailableException">The provider does not say what holds; the timer asks again.</exception>
    public async Task<bool> FollowAsync(PaymentEvent message, CancellationToken cancellation)
    {
        var followed = await orderWrites.ChangeAsync(
            message.OrderId, order => DecideAsync(order, message, cancellation), cancellation);
        if (followed.Value is not { Status: not OrderStatus.Reserving } order)
            return false;
        await followUp.TryRunAsync(order, cancellation);
        return true;
    }

    private async Task<Result<Order>> DecideAsync(Order order, PaymentEvent message, CancellationToken cancellation)
    {
        var origin = Caller.System.Origin(clock);
        switch (message.Type)
        {
            case PaymentEventType.Paid:
                return order.Pay(message.SessionId, origin);
            case PaymentEventType.Pending:
                return order.AwaitPendingPayment(message.SessionId, origin);
            default:
                // Closing the session says what holds, because messages come in any order.
                return order.Status == OrderStatus.AwaitingPayment && order.Payment.SessionId == message.SessionId
                    ? order.EndSession(await providers.Of(order).CloseSessionAsync(message.SessionId, cancellation), origin)
                    : order;
        }
    }

    private async Task<Result<Order>> CancelAsync(string id, Caller caller, Func<Order, bool> customersMay, CancellationToken cancellation)
    {
        var cancelled = await ChangeAsync(id, caller, async (order, origin) =>
        {
            if (!customersMay(order))
                return new Refusal.Conflict<Order>("order-state", "The order is placed. Ask the shop to cancel it.", order);
            SessionState? session = order.Status == OrderStatus.AwaitingPayment
                ? await providers.Of(order).CloseSessionAsync(order.Payment.SessionId!, cancellation)
                : null;
            return order.Cancel(session, origin);
        }, cancellation);
        return cancelled.IsAccepted ? await followUp.TryRunAsync(cancelled.Value, cancellation) : cancelled;
    }

    private Task<Result<Order>> ChangeAsync(
        string id, Caller caller, Func<Order, ChangeOrigin, Result<Order>> decide, CancellationToken cancellation) =>
        ChangeAsync(id, caller, (order, origin) => Task.FromResult(decide(order, origin)), cancellation);

    private Task<Result<Order>> ChangeAsync(
        string id, Caller caller, Func<Order, ChangeOrigin, Task<Result<Order>>> decide, CancellationToken cancellation) =>
        orderWrites.ChangeAsync(id, async order => caller.ExpectedVersion?.Include(order.Version) is false
            ? new Refusal.VersionMismatch<Order>(order)
            : await decide(order, caller.Origin(clock)), cancellation);
}
