using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

public sealed class SqliteProductStore(SqliteStorage storage) : IProductStore
{
    public Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation) =>
        storage.FindAsync<Product>(ContainerNames.Products, id, cancellation);

    public async Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? [] : await storage.FindManyAsync<Product>(ContainerNames.Products, ids, cancellation);

    public Task<bool> TryCreateAsync(Product product, CancellationToken cancellation)
    {
        var document = DocumentOf(product);
        return storage.WriteAsync(writes => writes.Insert(document), cancellation);
    }

    public Task<bool> TrySaveAsync(Product product, string ifMatch, CancellationToken cancellation)
    {
        var document = DocumentOf(product);
        return storage.WriteAsync(writes => writes.Replace(document, ifMatch), cancellation);
    }

    public Task<Page<Product>> ListAsync(string? search, PageRequest page, CancellationToken cancellation) =>
        storage.ListAsync<Product>(ContainerNames.Products, "instr(listed_as, $filter) > 0", WithoutCase(search ?? ""), page, cancellation);

    private static Document DocumentOf(Product product) =>
        new(ContainerNames.Products, product.Id, product.Id, Documents.ProductType, product.Version, Documents.Write(product))
        {
            ListKey = product.IsDeleted ? null : WithoutCase(product.Name),
        };

    // SQLite's own comparison without case knows ASCII only.
    private static string WithoutCase(string text) => text.ToUpperInvariant();
}
