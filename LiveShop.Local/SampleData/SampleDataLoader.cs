using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using LiveShop.Functions.LiveStreams;
using LiveShop.Functions.Products;
using LiveShop.Local.Hosting;

namespace LiveShop.Local.SampleData;

public sealed record SampleCatalog(CreateLiveStreamRequest Stream, IReadOnlyList<CreateProductRequest> Products, IReadOnlyList<string> Pinned)
{
    public static SampleCatalog Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "SampleData", "catalog.json"));
        return JsonSerializer.Deserialize<SampleCatalog>(file, LiveShopJson.Options)!;
    }
}

/// <summary>Fills an empty store with the sample shop, by the same commands that admins use.</summary>
public sealed class SampleDataLoader(
    LocalOptions options, ILiveStreamStore streams, LiveStreamCommands streamCommands, ProductCommands productCommands, ILogger<SampleDataLoader> logger)
    : RetryingStartupTask
{
    private bool hasBegun;

    protected override async Task<bool> TryAsync(CancellationToken cancellation)
    {
        if (!options.SampleData)
            return true;

        try
        {
            var catalog = SampleCatalog.Load();
            if (!hasBegun && await IsFilledAsync(catalog, cancellation))
                return true;

            hasBegun = true;
            await LoadAsync(catalog, cancellation);
            return true;
        }
        catch (StoreUnavailableException unavailable)
        {
            logger.LogDebug(unavailable, "The sample shop waits for the store");
            return false;
        }
    }

    // A crash while it is being loaded leaves the sample's own stream, not yet started and touched by nobody: that is no shop.
    private async Task<bool> IsFilledAsync(SampleCatalog catalog, CancellationToken cancellation)
    {
        var some = (await streams.ListAsync(null, new PageRequest(2, null), cancellation)).Items;
        if (some.Count == 0)
            return false;
        if (some is not [{ Status: LiveStreamStatus.Scheduled } only] || only.StreamId != catalog.Stream.Id)
            return true;

        var changes = await streams.ChangesAsync(only.StreamId, 0, PageRequest.MaxLimit, cancellation);
        return changes.Any(change => change.ById != Actor.System.Id);
    }

    // What an attempt that broke off has written already, the next one leaves as it is.
    private async Task LoadAsync(SampleCatalog catalog, CancellationToken cancellation)
    {
        foreach (var product in catalog.Products)
            await productCommands.CreateAsync(product.Id, product.ToDetails(), cancellation);

        var streamId = catalog.Stream.Id!;
        await streamCommands.CreateAsync(streamId, catalog.Stream.ToDetails(), Caller.System, cancellation);
        foreach (var productId in catalog.Pinned)
            await streamCommands.PinAsync(streamId, productId, null, Caller.System, cancellation);
        await streamCommands.StartAsync(streamId, Caller.System, cancellation);
        logger.LogInformation("Loaded the sample shop: stream {Stream} and {Count} products", streamId, catalog.Products.Count);
    }
}
