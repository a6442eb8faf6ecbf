using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>Documents that commands are run on: products <c>{id}-first</c>, <c>-second</c>, <c>-third</c>, the first two of them pinned.</summary>
internal static class CosmosTestData
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static Task<string> NewIdAsync(CosmosShop shop) => Task.FromResult(Identifier.New());

    public static async Task<string> StreamAsync(CosmosShop shop)
    {
        var id = Identifier.New();
        await ProductsAsync(shop, id);
        Accept(await shop.StreamCommands.CreateAsync(id, new("Title", null, null, null, null), Caller.System, None));
        Accept(await shop.StreamCommands.PinAsync(id, $"{id}-first", null, Caller.System, None));
        Accept(await shop.StreamCommands.PinAsync(id, $"{id}-second", null, Caller.System, None));
        return id;
    }

    public static async Task<string> LiveStreamAsync(CosmosShop shop)
    {
        var id = await StreamAsync(shop);
        Accept(await shop.StreamCommands.StartAsync(id, Caller.System, None));
        return id;
    }

    public static async Task<string> StaleCardAsync(CosmosShop shop)
    {
        var id = await StreamAsync(shop);
        Accept(await shop.ProductCommands.ChangeAsync($"{id}-first", Details(3), Caller.System, None));
        return id;
    }

    public static async Task<string> ProductAsync(CosmosShop shop)
    {
        var id = Identifier.New();
        Accept(await shop.ProductCommands.CreateAsync(id, Details(1), Caller.System, None));
        return id;
    }

    public static async Task<string> DeletedProductAsync(CosmosShop shop)
    {
        var id = await ProductAsync(shop);
        Accept(await shop.ProductCommands.DeleteAsync(id, Caller.System, None));
        return id;
    }

    public static async Task<string> CartAsync(CosmosShop shop)
    {
        var id = (await shop.CartCommands.CreateAsync(None)).Id;
        await ProductsAsync(shop, id);
        Accept(await shop.CartCommands.AddAsync(id, new($"{id}-second", 1, null, null), None));
        return id;
    }

    /// <summary>Each amount makes another card.</summary>
    public static ProductDetails Details(int amount) => new("Mug", null, null, new Money(amount, "EUR"), 10);

    private static async Task ProductsAsync(CosmosShop shop, string id)
    {
        foreach (var name in new[] { "first", "second", "third" })
            Accept(await shop.ProductCommands.CreateAsync($"{id}-{name}", Details(10), Caller.System, None));
    }

    private static void Accept<T>(Result<T> result) where T : class => Assert.True(result.IsAccepted, result.Refusal?.Detail);
}
