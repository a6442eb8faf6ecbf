using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>
/// Returns what an order took, once. Where nothing was taken it creates a reservation that is released already, a fence, so that
/// a request of the order that comes late cannot take anything.
/// </summary>
internal sealed class ReleaseCommand(string productId, string orderId, Func<DateTimeOffset> now) : StockCommand
{
    private Stored<Reservation>? found;

    public override string Id => orderId;

    public override async Task ReadAsync(IStockStore store, Task<Stored<ProductStock>?> stock, CancellationToken cancellation) =>
        found = await store.FindReservationAsync(productId, orderId, cancellation);

    public override StockDecision? Decide(ProductStock? stock)
    {
        if (found is null)
        {
            var fence = new Reservation(productId, orderId, ReservationStatus.Released, now());
            return new(new StockOutcome(StockOutcomeKind.Done, stock), stock, Created: fence);
        }

        if (found.Value.Status == ReservationStatus.Released)
            return new(new StockOutcome(StockOutcomeKind.Done, stock), stock);

        // A stale read may miss what is there, so nothing follows from it.
        if (stock is null && found.Value.Taken.Count > 0)
            return null;
        var next = stock?.Return(found.Value.Taken, now());
        return new(new StockOutcome(StockOutcomeKind.Done, next), next, Replaced: found with { Value = found.Value.Release(now()) });
    }
}
