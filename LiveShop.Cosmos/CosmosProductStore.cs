using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

public sealed class CosmosProductStore : IProductStore
{
    private readonly DocumentContainer container;
    private readonly DocumentWriter documents;
    private readonly ILogger logger;

    public CosmosProductStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosProductStore> logger)
    {
        container = new(client, settings, ContainerNames.Products);
        documents = new(container, logger);
        this.logger = logger;
    }

    public async Task<Stored<Product>?> FindAsync(string id, CancellationToken cancellation) =>
        await container.FindAsync(id, id, cancellation) is { } found
            ? new(Documents.Read<Product>(found.Json), found.ETag)
            : null;

    public async Task<IReadOnlyList<Product>> FindManyAsync(IReadOnlyCollection<string> ids, CancellationToken cancellation) =>
        (await container.FindManyAsync(ids, cancellation)).ReadValid<Product>(logger);

    public Task<bool> TryCreateAsync(Product product, CancellationToken cancellation) =>
        documents.TryCreateAsync(product.Id, product.Version, Document(product), cancellation);

    public Task<bool> TrySaveAsync(Product product, string ifMatch, CancellationToken cancellation) =>
        documents.TryReplaceAsync(product.Id, product.Version, Document(product), ifMatch, cancellation);

    public async Task<Page<Product>> ListAsync(string? search, PageRequest page, CancellationToken cancellation)
    {
        var words = SearchText.WordsOf(search);
        var found = await container.ListAsync(SystemProperties.SearchText, prefix: "", words, page, cancellation);
        return new(found.Items.ReadValid<Product>(logger), found.ContinuationToken);
    }

    private static byte[] Document(Product product) => product.IsDeleted
        ? Documents.Write(product)
        : Documents.Write(product).With(SystemProperties.SearchText, product.SearchText);
}
