using LiveShop.Core.Storage;

namespace LiveShop.Core.Shop;

/// <summary>Loads and saves the one document of the shop's settings.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface IShopSettingsStore
{
    /// <returns>Null when none were ever saved.</returns>
    Task<Stored<ShopSettings>?> FindAsync(CancellationToken cancellation);

    /// <returns>False, and nothing written, when there are settings already.</returns>
    Task<bool> TryCreateAsync(ShopSettings settings, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the stored settings have another ETag.</returns>
    Task<bool> TrySaveAsync(ShopSettings settings, string ifMatch, CancellationToken cancellation);
}
