using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Products;

/// <summary>
/// Loads and saves products, including those marked as deleted, each with its stock, which is in a document of its own. A state and
/// the journal entry that led to it are written in one transaction.
/// </summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface IProductStore
{
    Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation);

    /// <summary>The products among these ids that exist, in any order.</summary>
    Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation);

    /// <summary>Creates the product and its stock.</summary>
    /// <returns>False, and nothing written, when the id is taken.</returns>
    Task<bool> TryCreateAsync(Product product, ProductChange change, CancellationToken cancellation);

    /// <param name="stock">
    /// The next stock in place of the one with this ETag, when variants come or go; null when it does not change.
    /// </param>
    /// <returns>False, and nothing written, when the stored product or the stock has another ETag.</returns>
    Task<bool> TrySaveAsync(
        Product product, ProductChange change, string ifMatch, Stored<ProductStock>? stock, CancellationToken cancellation);

    /// <summary>
    /// Products that are not deleted, by name; with a search text, those whose <see cref="Product.SearchText"/> contains all of
    /// its words, and with a stock filter, those that it finds.
    /// </summary>
    /// <exception cref="InvalidContinuationTokenException">The token was not made by this store for this list.</exception>
    Task<Page<Product>> ListAsync(string? search, StockFilter? stock, PageRequest page, CancellationToken cancellation);

    /// <summary>The journal after a version, oldest first, at most <paramref name="limit"/> entries.</summary>
    Task<IReadOnlyList<ProductChange>> ChangesAsync(string id, long after, int limit, CancellationToken cancellation);
}
