using LiveShop.Core.Shop;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>The shop's settings in the data file.</summary>
public sealed class SqliteShopSettingsStore(SqliteStorage storage) : IShopSettingsStore
{
    private readonly SqliteDocuments<ShopSettings> documents = new(storage, ContainerNames.Settings, RowOf);

    public Task<Stored<ShopSettings>?> FindAsync(CancellationToken cancellation) => documents.FindAsync(ShopSettings.Id, cancellation);

    public Task<bool> TryCreateAsync(ShopSettings settings, CancellationToken cancellation) =>
        documents.TryCreateAsync(settings, cancellation);

    public Task<bool> TrySaveAsync(ShopSettings settings, string ifMatch, CancellationToken cancellation) =>
        documents.TrySaveAsync(settings, ifMatch, cancellation);

    private static DocumentRow RowOf(ShopSettings settings) => new(
        ContainerNames.Settings, ShopSettings.Id, ShopSettings.Id, Documents.ShopType, settings.Version, Documents.Write(settings));
}
