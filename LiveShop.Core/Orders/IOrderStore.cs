using LiveShop.Core.Storage;

namespace LiveShop.Core.Orders;

/// <summary>Loads and saves orders; none is ever deleted.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface IOrderStore
{
    Task<Stored<Order>?> FindAsync(string id, CancellationToken cancellation);

    /// <returns>The order as it is stored; null, and nothing written, when the id is taken.</returns>
    Task<Stored<Order>?> TryCreateAsync(Order order, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the stored order has another ETag.</returns>
    Task<bool> TrySaveAsync(Order order, string ifMatch, CancellationToken cancellation);

    /// <summary>Ids of the orders with <see cref="Order.DueAt"/> before this time, the longest due first.</summary>
    Task<IReadOnlyList<string>> DueAsync(DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>Orders, the newest first.</summary>
    /// <exception cref="InvalidContinuationTokenException">The token was not made by this store for this list.</exception>
    Task<Page<Order>> ListAsync(OrderFilter filter, PageRequest page, CancellationToken cancellation);
}

/// <summary>A filter of the list of orders; a condition that is null is not applied.</summary>
/// <param name="StreamId">Orders with a line that was added on this stream.</param>
/// <param name="Number">The <see cref="Order.Number"/>, or its beginning, normalized.</param>
public sealed record OrderFilter(OrderStatus? Status = null, string? StreamId = null, string? Number = null)
{
    public bool Includes(Order order) =>
        (Status is null || order.Status == Status)
        && (StreamId is null || order.StreamIds.Contains(StreamId, StringComparer.Ordinal))
        && (Number is null || order.Number.StartsWith(Number, StringComparison.Ordinal));
}
