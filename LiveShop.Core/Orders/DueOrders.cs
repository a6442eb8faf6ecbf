using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.Orders;

/// <summary>
/// The timer's work: whatever is due on orders, because a customer left, a payment ran out or a process stopped. It asks for
/// <see cref="Order.DueAt"/> and nothing else. Several may run at once.
/// </summary>
public sealed class DueOrders(
    IOrderStore orders, StockCommands stock, PaymentProviders providers, ConditionalWriteLoop writes, TimeProvider clock,
    ILogger<DueOrders> logger)
{
    /// <summary>The most orders of one run.</summary>
    public const int MaxOrders = 100;

    private const int MaxParallelism = 4;

    private readonly OrderWrites orderWrites = new(orders, writes);
    private readonly OrderFollowUp followUp = new(orders, writes, stock, providers, clock, logger);

    /// <summary>Finishes what is due now. An order that fails is due again later and holds up no other.</summary>
    /// <returns>The number of orders that were due.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot say what is due.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var due = await orders.DueAsync(clock.Now(), MaxOrders, cancellation);
        using var places = new SemaphoreSlim(MaxParallelism);
        await Task.WhenAll(due.Select(async id =>
        {
            await places.WaitAsync(cancellation);
            try
            {
                await TryFinishAsync(id, cancellation);
            }
            finally
            {
                places.Release();
            }
        }));
        return due.Count;
    }

    private async Task TryFinishAsync(string id, CancellationToken cancellation)
    {
        try
        {
            if ((await orderWrites.ChangeAsync(id, order => DecideAsync(order, cancellation), cancellation)).Value is { } order)
                await followUp.RunAsync(order, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            logger.LogWarning(e, "The work that is due on order {OrderId} failed and is tried again later", id);
            await TryPostponeAsync(id, cancellation);
        }
    }

    private async Task<Result<Order>> DecideAsync(Order order, CancellationToken cancellation)
    {
        if (order.DueAt is not { } due || due > clock.Now())
            return order;

        return order.Status switch
        {
            OrderStatus.Reserving => order.Expire(null, Caller.System.Origin(clock)),
            OrderStatus.AwaitingPayment => order.EndSession(
                await providers.Of(order).CloseSessionAsync(order.Payment.SessionId!, cancellation), Caller.System.Origin(clock)),
            _ => order,
        };
    }

    private async Task TryPostponeAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await orderWrites.ChangeAsync(id, order => order.DueAt <= clock.Now() ? order.Postpone(clock.Now()) : order, cancellation);
        }
        catch (StoreUnavailableException e)
        {
            logger.LogWarning(e, "Order {OrderId} stays due", id);
        }
    }
}
