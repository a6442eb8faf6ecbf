using LiveShop.Core.Carts;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

public sealed class CosmosCartStore : ICartStore
{
    private readonly DocumentContainer container;
    private readonly DocumentWriter documents;

    public CosmosCartStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosCartStore> logger)
    {
        container = new(client, settings, ContainerNames.Carts);
        documents = new(container, logger);
    }

    public async Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation) =>
        await container.FindAsync(id, id, cancellation) is { } found
            ? new(Documents.Read<Cart>(found.Json), found.ETag)
            : null;

    public async Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation) =>
        await documents.TryCreateAsync(cart.Id, cart.Version, Documents.Write(cart), cancellation) is not null;

    public Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation) =>
        documents.TryReplaceAsync(cart.Id, cart.Version, Documents.Write(cart), ifMatch, cancellation);
}
