using System.Text.Json;
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
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.SampleData || (await streams.ListAsync(null, new PageRequest(1, null), cancellationToken)).Items.Count > 0)
            return;

        var catalog = SampleCatalog.Load();
        foreach (var product in catalog.Products)
            await productCommands.CreateAsync(product.Id, product.ToDetails(), cancellationToken);

        var streamId = catalog.Stream.Id!;
        await streamCommands.CreateAsync(streamId, catalog.Stream.ToDetails(), Caller.System, cancellationToken);
        foreach (var productId in catalog.Pinned)
            await streamCommands.PinAsync(streamId, productId, null, Caller.System, cancellationToken);
        await streamCommands.StartAsync(streamId, Caller.System, cancellationToken);
        logger.LogInformation("Loaded the sample shop: stream {Stream} and {Count} products", streamId, catalog.Products.Count);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
