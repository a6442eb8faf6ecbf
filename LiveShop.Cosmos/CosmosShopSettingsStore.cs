using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

public sealed class CosmosShopSettingsStore : IShopSettingsStore
{
    private readonly DocumentContainer container;
    private readonly DocumentWriter documents;

    public CosmosShopSettingsStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosShopSettingsStore> logger)
    {
        container = new(client, settings, ContainerNames.Settings);
        documents = new(container, logger);
    }

    public async Task<Stored<ShopSettings>?> FindAsync(CancellationToken cancellation) =>
        await container.FindAsync(ShopSettings.Id, ShopSettings.Id, cancellation) is { } found
            ? new(Documents.Read<ShopSettings>(found.Json), found.ETag)
            : null;

    public async Task<bool> TryCreateAsync(ShopSettings settings, CancellationToken cancellation) =>
        await documents.TryCreateAsync(ShopSettings.Id, settings.Version, Documents.Write(settings), cancellation) is not null;

    public Task<bool> TrySaveAsync(ShopSettings settings, string ifMatch, CancellationToken cancellation) =>
        documents.TryReplaceAsync(ShopSettings.Id, settings.Version, Documents.Write(settings), ifMatch, cancellation);
}
