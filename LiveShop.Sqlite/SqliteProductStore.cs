using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Products and their journals in the data file.</summary>
public sealed class SqliteProductStore(SqliteStorage storage) : IProductStore
{
    public Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation) =>
        storage.FindAsync<Product>(ContainerNames.Catalog, id, cancellation);

    public async Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? [] : await storage.FindManyAsync<Product>(ContainerNames.Catalog, ids, cancellation);

    public Task<bool> TryCreateAsync(Product product, ProductChange change, CancellationToken cancellation)
    {
        var (state, entry) = (RowOf(product), RowOf(change));
        return storage.WriteAsync(writes => writes.Insert(state) && writes.Insert(entry), cancellation);
    }

    public Task<bool> TrySaveAsync(Product product, ProductChange change, string ifMatch, CancellationToken cancellation)
    {
        var (state, entry) = (RowOf(product), RowOf(change));
        return storage.WriteAsync(writes => writes.Replace(state, ifMatch) && writes.Insert(entry), cancellation);
    }

    public Task<Page<Product>> ListAsync(string? search, StockFilter? stock, PageRequest page, CancellationToken cancellation) =>
        storage.ListAsync<Product>(ContainerNames.Catalog, prefix: "", SearchText.WordsOf(search), page, cancellation, ConditionOf(stock));

    public Task<IReadOnlyList<ProductChange>> ChangesAsync(string id, long after, int limit, CancellationToken cancellation) =>
        storage.ChangesAsync<ProductChange>(ContainerNames.Catalog, id, after, limit, cancellation);

    // Searches the JSON as text, since parsing 5,000 products takes 100 ms. Only a property's name is followed by a colon, because
    // quotation marks within texts are escaped.
    private static string? ConditionOf(StockFilter? stock) => stock switch
    {
        null => null,
        StockFilter.SoldOut => "CAST(body AS TEXT) GLOB '*\"stock\":0[,}]*'",
        _ => $"CAST(body AS TEXT) GLOB '*\"stock\":[1-9][,}}]*' OR CAST(body AS TEXT) GLOB '*\"stock\":{ProductCard.LowStock}[,}}]*'",
    };

    private static DocumentRow RowOf(Product product) =>
        new(ContainerNames.Catalog, product.Id, product.Id, Documents.ProductType, product.Version, Documents.Write(product))
        {
            ListKey = product.IsDeleted ? null : product.SearchText,
        };

    private static DocumentRow RowOf(ProductChange change) =>
        new(ContainerNames.Catalog, change.ProductId, Documents.ChangeId(change.Version), Documents.ChangeType, change.Version, Documents.Write(change));
}
