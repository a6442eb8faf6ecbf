using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

internal sealed class InMemoryStockStore(InMemoryDatabase database, ICallOrder order) : IStockStore
{
    public Task<Stored<ProductStock>?> FindAsync(string productId, CancellationToken cancellation) =>
        order.RunAsync("stock.find", () => database.Stocks.Find(productId), cancellation);

    public Task<IReadOnlyList<ProductStock>> FindManyAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellation) =>
        order.RunAsync("stock.find-many", () => database.Stocks.Where(stock => productIds.Contains(stock.ProductId)), cancellation);

    public Task<Stored<Reservation>?> FindReservationAsync(string productId, string orderId, CancellationToken cancellation) =>
        order.RunAsync("reservations.find", () => database.Reservations.Find($"{productId}/{orderId}"), cancellation);

    public Task<StockCorrection?> FindCorrectionAsync(string productId, string id, CancellationToken cancellation) =>
        order.RunAsync("corrections.find", () => database.Corrections.Find($"{productId}/{id}")?.Value, cancellation);

    public Task<IReadOnlyList<Reservation>> HeldAsync(string productId, CancellationToken cancellation) =>
        order.RunAsync("reservations.list", () => database.Reservations.Where(
            reservation => reservation.ProductId == productId && reservation.Status == ReservationStatus.Held), cancellation);

    public Task<Page<StockCorrection>> CorrectionsAsync(string productId, PageRequest page, CancellationToken cancellation) =>
        order.RunAsync("corrections.list", () => database.Corrections.List(
            $"corrections/{productId}", correction => correction.ProductId == productId,
            correction => NewestFirst.KeyOf(correction.At, correction.CorrectionId), page), cancellation);

    public Task<bool> TryCreateAsync(ProductStock stock, CancellationToken cancellation) =>
        order.RunAsync("stock.create", () => database.Stocks.TryCreate(stock.ProductId, stock), cancellation);

    public Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation) =>
        order.RunAsync("stock.write", () => database.Write(transaction), cancellation);
}
