using LiveShop.Core;
using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Tests.Storage.CosmosGatewayDouble;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>A command that writes a cart, or a stream or a product with its journal: how to come to it, and what it has written.</summary>
/// <param name="Write">The request that writes.</param>
/// <param name="PrepareAsync">Makes what the command changes and gives its id, which is the partition key too.</param>
/// <param name="RunAsync">The command; null when it was accepted.</param>
/// <param name="VersionAsync">Of the document now, 0 when there is none.</param>
internal sealed record ShopCommand(
    string Name, RequestKind Write, Func<CosmosShop, Task<string>> PrepareAsync,
    Func<CosmosShop, string, Task<Refusal?>> RunAsync, Func<CosmosShop, string, Task<long>> VersionAsync)
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static IReadOnlyList<ShopCommand> All { get; } =
    [
        Stream("create a stream", CosmosTestData.NewIdAsync, (streams, id) => streams.CreateAsync(id, new("Title", null, null, null, null), Caller.System, None)),
        Stream("edit", CosmosTestData.StreamAsync, (streams, id) => streams.EditAsync(id, new(Title: "Another"), Caller.System, None)),
        Stream("start", CosmosTestData.StreamAsync, (streams, id) => streams.StartAsync(id, Caller.System, None)),
        Stream("stop", CosmosTestData.LiveStreamAsync, (streams, id) => streams.StopAsync(id, Caller.System, None)),
        Stream("pin", CosmosTestData.StreamAsync, (streams, id) => streams.PinAsync(id, $"{id}-third", 0, Caller.System, None)),
        Stream("hide", CosmosTestData.StreamAsync, (streams, id) => streams.SetActiveAsync(id, $"{id}-first", false, Caller.System, None)),
        Stream("unpin", CosmosTestData.StreamAsync, (streams, id) => streams.UnpinAsync(id, $"{id}-first", Caller.System, None)),
        Stream("reorder", CosmosTestData.StreamAsync, (streams, id) => streams.ReorderAsync(id, [$"{id}-second", $"{id}-first"], Caller.System, None)),
        Stream("refresh", CosmosTestData.StaleCardAsync, (streams, id) => streams.RefreshAsync(id, $"{id}-first", None)),
        Product("create a product", CosmosTestData.NewIdAsync, (products, id) => products.CreateAsync(id, CosmosTestData.Details(1), Caller.System, None)),
        Product("change", CosmosTestData.ProductAsync, (products, id) => products.ChangeAsync(id, CosmosTestData.Details(2), Caller.System, None)),
        Product("delete", CosmosTestData.ProductAsync, (products, id) => products.DeleteAsync(id, Caller.System, None)),
        Product("create again", CosmosTestData.DeletedProductAsync, (products, id) => products.CreateAsync(id, CosmosTestData.Details(3), Caller.System, None)),
        Cart("add", (carts, id) => carts.AddAsync(id, new($"{id}-first", 2, null, null), None)),
        Cart("set the quantity", (carts, id) => carts.SetQuantityAsync(id, $"{id}-second", 3, None)),
        Cart("remove", (carts, id) => carts.RemoveAsync(id, $"{id}-second", None)),
    ];

    private static ShopCommand Stream(string name, Func<CosmosShop, Task<string>> prepare, Func<LiveStreamCommands, string, Task<Result<LiveStream>>> run) => new(
        name, RequestKind.Batch, prepare,
        async (shop, id) => (await run(shop.StreamCommands, id)).Refusal,
        async (shop, id) =>
        {
            var version = (await shop.Streams.FindAsync(id, None))?.Value.Version ?? 0;
            var journal = await shop.Streams.ChangesAsync(id, 0, 100, None);
            Assert.Equal(Enumerable.Range(1, (int)version).Select(n => (long)n), journal.Select(change => change.Version));
            return version;
        });

    private static ShopCommand Product(
        string name, Func<CosmosShop, Task<string>> prepare, Func<ProductCommands, string, Task<Result<Product>>> run) => new(
        name, RequestKind.Batch, prepare,
        async (shop, id) => (await run(shop.ProductCommands, id)).Refusal,
        async (shop, id) =>
        {
            var version = (await shop.Products.FindAsync(id, None))?.Value.Version ?? 0;
            var journal = await shop.Products.ChangesAsync(id, 0, 100, None);
            Assert.Equal(Enumerable.Range(1, (int)version).Select(n => (long)n), journal.Select(change => change.Version));
            return version;
        });

    private static ShopCommand Cart(string name, Func<CartCommands, string, Task<Result<PricedCart>>> run) => new(
        name, RequestKind.ReplaceDocument, CosmosTestData.CartAsync,
        async (shop, id) => (await run(shop.CartCommands, id)).Refusal,
        async (shop, id) => (await shop.Carts.FindAsync(id, None))!.Value.Version);
}
