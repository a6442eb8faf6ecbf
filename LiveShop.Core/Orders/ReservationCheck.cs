using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Orders;

/// <summary>An order whose reservation of a product contradicts its status.</summary>
/// <param name="Reservation">The reservation's status; null when there is none.</param>
public sealed record ReservationDifference(
    string OrderId, string Number, OrderStatus Status, string ProductId, ReservationStatus? Reservation);

/// <summary>
/// Proves that reservations follow the orders: a living order holds its pieces, and one that was ended holds none once they were
/// released. With <see cref="StockCheck"/>, which counts the pieces, no piece is lost or sold twice.
/// </summary>
public sealed class ReservationCheck(IOrderStore orders, IStockStore stocks)
{
    /// <summary>The differences of an order; none while work is left on it.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot answer now.</exception>
    public async Task<IReadOnlyList<ReservationDifference>> CheckAsync(Order order, CancellationToken cancellation)
    {
        if (order.Status == OrderStatus.Reserving || order.IsReleaseDue)
            return [];

        var differences = new List<ReservationDifference>();
        foreach (var (productId, _) in order.ByProduct)
        {
            var status = (await stocks.FindReservationAsync(productId, order.Id, cancellation))?.Value.Status;
            if (status == ReservationStatus.Held == order.IsFinal)
                differences.Add(new(order.Id, order.Number, order.Status, productId, status));
        }

        // The order may have gone on between the two reads, and its reservations with it.
        return differences.Count > 0 && (await orders.FindAsync(order.Id, cancellation))?.Value.Version != order.Version
            ? []
            : differences;
    }
}
