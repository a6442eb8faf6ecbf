using System.Globalization;
using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Orders;
using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.Shop;

/// <summary>The shop's settings, also as customers get them, in UTF-8 JSON.</summary>
public sealed record ShopSnapshot(ShopSettings Settings, string ETag, byte[] Json);

/// <summary>Caches the shop's settings for a second.</summary>
public sealed class ShopSnapshots(IShopSettingsStore store, PaymentProviders payments) : IDisposable
{
    /// <summary>How old the cached settings may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    private readonly SingleFlightCache<string, ShopSnapshot> cache = new(Age, maxSize: 1);

    /// <returns>Those of <see cref="ShopSettings.Default"/> when none were ever saved.</returns>
    /// <exception cref="StoreUnavailableException">They are not cached, and the store cannot be read.</exception>
    public Task<ShopSnapshot> GetAsync(CancellationToken cancellation) => cache.GetAsync(ShopSettings.Id, ReadAsync, cancellation);

    /// <summary>Replaces the cached settings by those that were just saved.</summary>
    public ShopSnapshot Update(ShopSettings settings)
    {
        var snapshot = Of(settings);
        cache.Set(ShopSettings.Id, snapshot);
        return snapshot;
    }

    public void Dispose() => cache.Dispose();

    private async Task<ShopSnapshot> ReadAsync() => Of((await store.FindAsync(CancellationToken.None))?.Value ?? ShopSettings.Default);

    private ShopSnapshot Of(ShopSettings settings)
    {
        var resource = ShopResource.ForCustomers(settings, payments.Offered);
        return new(settings, ETagOf(settings), JsonSerializer.SerializeToUtf8Bytes(resource, LiveShopJson.Options));
    }

    // The ways to pay come from the app's settings, which have no version.
    private string ETagOf(ShopSettings settings) => payments.Offered is [ManualPayment.ProviderName]
        ? ETags.Of(settings.Version)
        : string.Create(CultureInfo.InvariantCulture, $"\"{settings.Version}-{string.Join('-', payments.Offered)}\"");
}
