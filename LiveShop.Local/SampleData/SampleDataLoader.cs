using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;
using LiveShop.Core.Storage;
using LiveShop.Local.Hosting;

namespace LiveShop.Local.SampleData;

/// <summary>Fills an empty store with the sample shop, through the same commands that admins use.</summary>
internal sealed class SampleDataLoader(
    LocalOptions options, ILiveStreamStore streams, LiveStreamCommands streamCommands, ProductCommands productCommands,
    ShopSettingsCommands shopCommands, ILogger<SampleDataLoader> logger)
    : RetryingStartupTask
{
    private bool hasStarted;

    protected override async Task<bool> TryAsync(CancellationToken cancellation)
    {
        if (!options.SampleData)
            return true;

        try
        {
            var catalog = SampleCatalog.Load();
            if (!hasStarted && await HasShopAsync(catalog, cancellation))
                return true;

            hasStarted = true;
            await LoadAsync(catalog, cancellation);
            return true;
        }
        catch (StoreUnavailableException unavailable)
        {
            logger.LogDebug(unavailable, "The sample shop is loaded when the store is available");
            return false;
        }
    }

    // A crash during an earlier load leaves the sample stream scheduled and unchanged by admins; such a store is not yet filled.
    private async Task<bool> HasShopAsync(SampleCatalog catalog, CancellationToken cancellation)
    {
        var found = (await streams.ListAsync(null, new PageRequest(2, null), cancellation)).Items;
        if (found.Count == 0)
            return false;
        if (found is not [{ Status: LiveStreamStatus.Scheduled } only] || only.StreamId != catalog.Stream.Id)
            return true;

        var changes = await streams.ChangesAsync(only.StreamId, 0, PageRequest.MaxLimit, cancellation);
        return changes.Any(change => change.ById != Actor.System.Id);
    }

    // Every command keeps what an earlier, interrupted load has written.
    private async Task LoadAsync(SampleCatalog catalog, CancellationToken cancellation)
    {
        await shopCommands.ChangeAsync(SampleShop.Load(), ShopSettings.Default.Version, cancellation);
        foreach (var product in catalog.Products)
            await productCommands.CreateAsync(product.Id, product.Details, Caller.System, cancellation);

        var streamId = catalog.Stream.Id;
        await streamCommands.CreateAsync(streamId, catalog.Stream.Details, Caller.System, cancellation);
        foreach (var productId in catalog.Pinned)
            await streamCommands.PinAsync(streamId, productId, null, Caller.System, cancellation);
        await streamCommands.StartAsync(streamId, Caller.System, cancellation);
        logger.LogInformation("Loaded the sample shop: stream {Stream} and {Count} products", streamId, catalog.Products.Count);
    }
}
