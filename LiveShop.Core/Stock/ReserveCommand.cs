using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>Takes pieces for an order, once: the transaction that takes them creates the order's reservation.</summary>
internal sealed class ReserveCommand(
    string productId, string orderId, IReadOnlyList<Pieces> wanted, Func<DateTimeOffset> now) : StockCommand
{
    private bool exists;
    private bool isRead;
    private Reservation? existing;

    public override string Id => orderId;

    // Not read when enough is left, because the write itself says whether it is there.
    public override async Task ReadAsync(IStockStore store, Task<Stored<ProductStock>?> stock, CancellationToken cancellation)
    {
        isRead = exists || (await stock)?.Value.Covers(wanted) is false;
        existing = isRead ? (await store.FindReservationAsync(productId, orderId, cancellation))?.Value : null;
    }

    public override void OnExisting() => exists = true;

    public override StockDecision? Decide(ProductStock? stock)
    {
        if (existing is not null)
        {
            var kind = existing.Status == ReservationStatus.Held ? StockOutcomeKind.Done : StockOutcomeKind.ReleasedBefore;
            return new(new StockOutcome(kind, stock), stock);
        }

        // A stale read may miss what is there, so nothing follows from it.
        if (stock is null)
            return null;
        // What is missing may be what this order holds, so it is short only when it holds nothing.
        if (!stock.Covers(wanted))
            return exists || !isRead ? null : new(new StockOutcome(StockOutcomeKind.OutOfStock, stock), stock);

        var (left, taken) = stock.Take(wanted, now());
        var reservation = new Reservation(productId, orderId, ReservationStatus.Held, now()) { Taken = taken };
        return new(new StockOutcome(StockOutcomeKind.Done, left), left, Created: reservation);
    }
}
