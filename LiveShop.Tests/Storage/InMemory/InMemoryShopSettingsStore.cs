using LiveShop.Core.Shop;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

internal sealed class InMemoryShopSettingsStore(InMemoryDatabase database, ICallOrder order) : IShopSettingsStore
{
    public Task<Stored<ShopSettings>?> FindAsync(CancellationToken cancellation) =>
        order.RunAsync("settings.find", () => database.Settings.Find(ShopSettings.Id), cancellation);

    public Task<bool> TryCreateAsync(ShopSettings settings, CancellationToken cancellation) =>
        order.RunAsync("settings.create", () => database.Settings.TryCreate(ShopSettings.Id, settings), cancellation);

    public Task<bool> TrySaveAsync(ShopSettings settings, string ifMatch, CancellationToken cancellation) =>
        order.RunAsync("settings.save", () => database.Settings.TrySave(ShopSettings.Id, settings, ifMatch), cancellation);
}
