using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Products in Cosmos DB, each in a logical partition with its stock and its journal.</summary>
public sealed class CosmosProductStore : IProductStore
{
    private readonly DocumentContainer container;
    private readonly JournaledWriter documents;
    private readonly ILogger logger;

    public CosmosProductStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosProductStore> logger)
    {
        container = new(client, settings, ContainerNames.Catalog);
        documents = new(container, logger);
        this.logger = logger;
    }

    public async Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation)
    {
        // Two point reads cost less than one query.
        var (product, stock) = (
            container.FindAsync<Product>(id, id, cancellation), container.FindAsync<ProductStock>(Documents.StockId, id, cancellation));
        await Task.WhenAll(product, stock);
        return await product is { } found ? found with { Value = found.Value.WithStock((await stock)?.Value) } : null;
    }

    public async Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation)
    {
        // Two requests at once, each of which is a point read when there is one id, which a query is not.
        var (products, stocks) = (container.FindManyAsync(ids, id => id, cancellation), StocksOfAsync(ids, cancellation));
        await Task.WhenAll(products, stocks);
        return (await products).ReadValid<Product>(logger).WithStocks(await stocks);
    }

    public Task<bool> TryCreateAsync(Product product, ProductChange change, CancellationToken cancellation) =>
        documents.TryCreateAsync(
            product.Id, Document(product), [Entry(change)], CosmosStockStore.Document(ProductStock.Of(product)), cancellation);

    public Task<bool> TrySaveAsync(
        Product product, ProductChange change, string ifMatch, Stored<ProductStock>? stock, CancellationToken cancellation) =>
        documents.TryReplaceAsync(
            product.Id, Document(product), [Entry(change)], ifMatch,
            stock is null ? null : (Documents.StockId, CosmosStockStore.Document(stock.Value), stock.ETag), cancellation);

    public async Task<Page<Product>> ListAsync(string? search, StockFilter? stock, PageRequest page, CancellationToken cancellation)
    {
        var words = SearchText.WordsOf(search);
        var found = stock is { } filter
            ? await container.ListOfPartitionsAsync(
                $"stock {filter}", await FoundByAsync(filter, cancellation), "productId", SystemProperties.SearchText, words, page,
                cancellation)
            : await container.ListAsync(SystemProperties.SearchText, prefix: "", words, [], page, cancellation);
        var listed = found.Items.ReadValid<Product>(logger);
        var stocks = await StocksOfAsync([.. listed.Select(product => product.Id)], cancellation);
        return new(listed.WithStocks(stocks), found.ContinuationToken);
    }

    public async Task<IReadOnlyList<ProductChange>> ChangesAsync(string id, long after, int limit, CancellationToken cancellation) =>
        (await container.ChangesAsync(id, after, limit, cancellation)).ReadValid<ProductChange>(logger);

    private async Task<IReadOnlyList<ProductStock>> StocksOfAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        (await container.FindManyAsync(ids, _ => Documents.StockId, cancellation)).ReadValid<ProductStock>(logger);

    /// <summary>The ids of the products, deleted ones too, that a filter finds by their stock.</summary>
    private async Task<IReadOnlyList<string>> FoundByAsync(StockFilter filter, CancellationToken cancellation)
    {
        var query = new QueryDefinition($"SELECT VALUE c.productId FROM c WHERE CONTAINS(c.{SystemProperties.StockLabels}, @label)")
            .WithParameter("@label", $"{filter}");
        return [.. (await container.QueryAllAsync(query, partitionKey: null, int.MaxValue, cancellation)).Select(id => id.GetString()!)];
    }

    private static (long Version, byte[] Json) Entry(ProductChange change) => (change.Version, Documents.Write(change));

    private static byte[] Document(Product product) => product.IsDeleted
        ? Documents.Write(product)
        : Documents.Write(product).With(SystemProperties.SearchText, product.SearchText);
}
