using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>Products in Cosmos DB, each in a logical partition with its journal.</summary>
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

    public Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation) =>
        container.FindAsync<Product>(id, id, cancellation);

    public async Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        (await container.FindManyAsync(ids, cancellation)).ReadValid<Product>(logger);

    public Task<bool> TryCreateAsync(Product product, ProductChange change, CancellationToken cancellation) =>
        documents.TryCreateAsync(product.Id, Document(product), [Entry(change)], cancellation);

    public Task<bool> TrySaveAsync(Product product, ProductChange change, string ifMatch, CancellationToken cancellation) =>
        documents.TryReplaceAsync(product.Id, Document(product), [Entry(change)], ifMatch, cancellation);

    public async Task<Page<Product>> ListAsync(string? search, StockFilter? stock, PageRequest page, CancellationToken cancellation)
    {
        var words = SearchText.WordsOf(search);
        ListCondition[] conditions = stock is null
            ? []
            : [new($"CONTAINS(c.{SystemProperties.StockLabels}, @stock)", "@stock", $"{stock}")];
        var found = await container.ListAsync(SystemProperties.SearchText, prefix: "", words, conditions, page, cancellation);
        return new(found.Items.ReadValid<Product>(logger), found.ContinuationToken);
    }

    public async Task<IReadOnlyList<ProductChange>> ChangesAsync(string id, long after, int limit, CancellationToken cancellation) =>
        (await container.ChangesAsync(id, after, limit, cancellation)).ReadValid<ProductChange>(logger);

    private static (long Version, byte[] Json) Entry(ProductChange change) => (change.Version, Documents.Write(change));

    private static byte[] Document(Product product) => product.IsDeleted
        ? Documents.Write(product)
        : Documents.Write(product)
            .With(SystemProperties.SearchText, product.SearchText)
            .With(SystemProperties.StockLabels, string.Join(' ', Enum.GetValues<StockFilter>().Where(filter => filter.Finds(product))));
}
