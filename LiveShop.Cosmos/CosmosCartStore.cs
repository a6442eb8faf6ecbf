using LiveShop.Core.Carts;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

public sealed class CosmosCartStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosCartStore> logger) : ICartStore
{
    private readonly CosmosDocuments<Cart> carts = new(
        new(client, settings, ContainerNames.Carts), logger, static cart => (cart.Id, cart.Version, Documents.Write(cart)));

    public Task<Stored<Cart>?> FindAsync(string id, CancellationToken cancellation) => carts.FindAsync(id, cancellation);

    public async Task<bool> TryCreateAsync(Cart cart, CancellationToken cancellation) =>
        await carts.TryCreateAsync(cart, cancellation) is not null;

    public Task<bool> TrySaveAsync(Cart cart, string ifMatch, CancellationToken cancellation) =>
        carts.TrySaveAsync(cart, ifMatch, cancellation);
}
