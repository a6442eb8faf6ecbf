using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Products in the data file.</summary>
public sealed class SqliteProductStore(SqliteStorage storage) : IProductStore
{
    private readonly SqliteDocuments<Product> products = new(storage, ContainerNames.Products, RowOf);

    public Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation) =>
        products.FindAsync(id, cancellation);

    public async Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? [] : await storage.FindManyAsync<Product>(ContainerNames.Products, ids, cancellation);

    public Task<bool> TryCreateAsync(Product product, CancellationToken cancellation) => products.TryCreateAsync(product, cancellation);

    public Task<bool> TrySaveAsync(Product product, string ifMatch, CancellationToken cancellation) =>
        products.TrySaveAsync(product, ifMatch, cancellation);

    public Task<Page<Product>> ListAsync(string? search, PageRequest page, CancellationToken cancellation) =>
        storage.ListAsync<Product>(ContainerNames.Products, prefix: "", SearchText.WordsOf(search), page, cancellation);

    private static DocumentRow RowOf(Product product) =>
        new(ContainerNames.Products, product.Id, product.Id, Documents.ProductType, product.Version, Documents.Write(product))
        {
            ListKey = product.IsDeleted ? null : product.SearchText,
        };
}
