using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Orders;

/// <summary>
/// Carries out what an order's stored status requires: returns pieces to the stock, and money to the customer. Every step can be
/// repeated, and the timer retries a step that fails here.
/// </summary>
internal sealed class OrderFollowUp(
    IOrderStore orders, ConditionalWriteLoop writes, StockCommands stock, PaymentProviders providers, TimeProvider clock, ILogger logger)
{
    private readonly OrderWrites orderWrites = new(orders, writes);

    /// <summary>Releases and refunds what is due.</summary>
    /// <param name="order">As it is stored.</param>
    public async Task<Order> RunAsync(Order order, CancellationToken cancellation)
    {
        if (order is { IsReleaseDue: true, IsFinal: true })
        {
            foreach (var (productId, _) in order.ByProduct)
                await stock.ReleaseAsync(productId, order.Id, cancellation);
            order = await SaveAsync(order, stored => stored.MarkReleased(clock.Now()), cancellation);
        }

        if (order.IsProviderRefundDue)
        {
            await providers.Of(order).RefundAsync(order.Payment.SessionId!, $"refund-{order.Id}", cancellation);
            order = await SaveAsync(order, stored => stored.MarkRefunded(Caller.System.Origin(clock)), cancellation);
        }

        return order;
    }

    /// <summary>The same, where a failure must not hide that the order's status was written.</summary>
    public async Task<Order> TryRunAsync(Order order, CancellationToken cancellation)
    {
        try
        {
            return await RunAsync(order, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(e, "Order {OrderId} is {Status}; the timer will finish it", order.Id, order.Status);
            return order;
        }
    }

    private async Task<Order> SaveAsync(Order order, Func<Order, Order> change, CancellationToken cancellation) =>
        (await orderWrites.ChangeAsync(order.Id, stored => change(stored), cancellation)).Value ?? order;
}
