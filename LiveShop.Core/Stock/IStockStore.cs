using LiveShop.Core.Storage;

namespace LiveShop.Core.Stock;

/// <summary>
/// Loads and saves the stock of products with its reservations and corrections, all documents of a product in one partition, so
/// that one transaction writes them.
/// </summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface IStockStore
{
    Task<Stored<ProductStock>?> FindAsync(string productId, CancellationToken cancellation);

    /// <summary>The stocks among these products' that exist, in any order.</summary>
    Task<IReadOnlyList<ProductStock>> FindManyAsync(IReadOnlyCollection<string> productIds, CancellationToken cancellation);

    Task<Stored<Reservation>?> FindReservationAsync(string productId, string orderId, CancellationToken cancellation);

    Task<StockCorrection?> FindCorrectionAsync(string productId, string id, CancellationToken cancellation);

    /// <summary>All reservations of a product that are held.</summary>
    Task<IReadOnlyList<Reservation>> HeldAsync(string productId, CancellationToken cancellation);

    /// <summary>The corrections of a product, the newest first.</summary>
    /// <exception cref="InvalidContinuationTokenException">The token was not made by this store for this list.</exception>
    Task<Page<StockCorrection>> CorrectionsAsync(string productId, PageRequest page, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the product has a stock.</returns>
    Task<bool> TryCreateAsync(ProductStock stock, CancellationToken cancellation);

    /// <summary>Writes all of the transaction, or nothing.</summary>
    Task<StockWriteResult> TryWriteAsync(StockTransaction transaction, CancellationToken cancellation);
}

/// <summary>Documents of one product that are written together; at least one beside the stock.</summary>
/// <param name="Stock">The next stock in place of the one with this ETag; null when it does not change.</param>
public sealed record StockTransaction(string ProductId, Stored<ProductStock>? Stock)
{
    /// <summary>Reservations that must not exist yet.</summary>
    public IReadOnlyList<Reservation> Created { get; init; } = [];

    /// <summary>Reservations in place of those with these ETags.</summary>
    public IReadOnlyList<Stored<Reservation>> Replaced { get; init; } = [];

    /// <summary>Corrections that must not exist yet.</summary>
    public IReadOnlyList<StockCorrection> Corrections { get; init; } = [];
}

/// <summary>The outcome of a <see cref="StockTransaction"/>.</summary>
/// <param name="Existing">The order's or the correction's id of a document to create that exists already; null otherwise.</param>
public sealed record StockWriteResult(bool IsWritten, string? Existing = null)
{
    public static readonly StockWriteResult Written = new(true);

    /// <summary>Another writer changed one of the documents first.</summary>
    public static readonly StockWriteResult Lost = new(false);
}
