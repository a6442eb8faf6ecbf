using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Shop;

/// <summary>Commands on the shop's settings: load, let the settings decide, save.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public sealed class ShopSettingsCommands(IShopSettingsStore store, ConditionalWriteLoop writes, TimeProvider clock)
{
    /// <summary>Replaces all settings.</summary>
    /// <param name="expectedVersion">0 expects that none were ever saved; null accepts every version.</param>
    /// <returns>Refused as <c>validation</c>, <c>version-mismatch</c> or <c>contention</c>.</returns>
    public Task<Result<ShopSettings>> ChangeAsync(ShopDetails details, ExpectedVersions? expectedVersion, CancellationToken cancellation) =>
        writes.RunAsync<ShopSettings>(ShopSettings.Id, async () =>
        {
            var found = await store.FindAsync(cancellation);
            var current = found?.Value ?? ShopSettings.Default;
            if (expectedVersion?.Include(current.Version) is false)
                return new Refusal.VersionMismatch<ShopSettings>(current);

            var changed = current.Change(details, clock.Now());
            if (found is not null)
                return await ConditionalWriteLoop.SaveAsync(changed, found, store.TrySaveAsync, cancellation);
            return !changed.IsAccepted || await store.TryCreateAsync(changed.Value, cancellation) ? changed : (Result<ShopSettings>?)null;
        }, cancellation);
}
