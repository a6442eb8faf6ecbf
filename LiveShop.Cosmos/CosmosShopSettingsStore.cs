using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

public sealed class CosmosShopSettingsStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosShopSettingsStore> logger)
    : IShopSettingsStore
{
    private readonly CosmosDocuments<ShopSettings> documents = new(
        new(client, settings, ContainerNames.Settings), logger, static shop => (ShopSettings.Id, shop.Version, Documents.Write(shop)));

    public Task<Stored<ShopSettings>?> FindAsync(CancellationToken cancellation) => documents.FindAsync(ShopSettings.Id, cancellation);

    public async Task<bool> TryCreateAsync(ShopSettings settings, CancellationToken cancellation) =>
        await documents.TryCreateAsync(settings, cancellation) is not null;

    public Task<bool> TrySaveAsync(ShopSettings settings, string ifMatch, CancellationToken cancellation) =>
        documents.TrySaveAsync(settings, ifMatch, cancellation);
}
