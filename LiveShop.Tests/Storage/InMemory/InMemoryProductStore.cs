using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

internal sealed class InMemoryProductStore(InMemoryDatabase database, ICallOrder order) : IProductStore
{
    public Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation) =>
        order.RunAsync("products.find", () => database.FindProduct(id), cancellation);

    public Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        order.RunAsync("products.find-many", () => WithStocks(database.Products.Where(product => ids.Contains(product.Id))), cancellation);

    public Task<bool> TryCreateAsync(Product product, ProductChange change, CancellationToken cancellation) =>
        order.RunAsync("products.create", () =>
            database.Write(
                () => database.Products.TryCreate(product.Id, product) && database.Stocks.TryCreate(product.Id, ProductStock.Of(product)),
                product, change), cancellation);

    public Task<bool> TrySaveAsync(
        Product product, ProductChange change, string ifMatch, Stored<ProductStock>? stock, CancellationToken cancellation) =>
        order.RunAsync("products.save", () => database.Write(() => database.Save(product, ifMatch, stock), product, change), cancellation);

    public Task<Page<Product>> ListAsync(string? search, StockFilter? stock, PageRequest page, CancellationToken cancellation) =>
        order.RunAsync("products.list", () =>
        {
            var found = database.Products.List(
                $"products/{search}/{stock}",
                product => !product.IsDeleted && stock?.Finds(database.Stocks.Find(product.Id)!.Value) is not false
                    && SearchText.WordsOf(search).All(word => product.SearchText.Contains(word, StringComparison.Ordinal)),
                product => product.SearchText, page);
            return found with { Items = WithStocks(found.Items) };
        }, cancellation);

    public Task<IReadOnlyList<ProductChange>> ChangesAsync(string id, long after, int limit, CancellationToken cancellation) =>
        order.RunAsync<IReadOnlyList<ProductChange>>("products.changes", () =>
            database.JournalOfProduct(id).Where(change => change.Version > after).Take(limit).ToList(), cancellation);

    private IReadOnlyList<Product> WithStocks(IReadOnlyList<Product> products) => products.WithStocks(database.Stocks.Where(_ => true));
}
