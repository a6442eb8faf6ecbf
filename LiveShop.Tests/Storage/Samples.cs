using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

/// <summary>Streams and products to store, and how to compare what comes back.</summary>
internal static class Samples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChangeOrigin Origin = new(new Actor("ann-id", "Ann"), Noon, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    public static StateTransition NewStream(string id) =>
        Accepted(LiveStream.Create(id, new($"Stream {id}", "Ünïcode, \"quotes\" & <tags> 🎥", "https://example.com/live.m3u8", null, Noon.AddDays(1)), Origin, $"key-of-{id}"));

    public static Product NewProduct(string id, string? name = null, int stock = 14) =>
        Accepted(Product.Create(id, new(name ?? $"Product {id}", null, $"/pictures/{id}.svg", new Money(1990, "EUR"), stock), Origin, $"key-of-{id}")).Product;

    public static Product NewProductAgain(Product deleted) =>
        Accepted(deleted.CreateAgain(new("New", null, null, deleted.Price, 1), Origin)).Product;

    public static StateTransition Start(this LiveStream stream) => Accepted(stream.Start(Origin));

    public static StateTransition Stop(this LiveStream stream) => Accepted(stream.Stop(Origin));

    public static StateTransition Pin(this LiveStream stream, string productId) =>
        Accepted(stream.Pin(NewProduct(productId), null, Origin));

    public static StateTransition Unpin(this LiveStream stream, string productId) => Accepted(stream.Unpin(productId, Origin));

    public static StateTransition Hide(this LiveStream stream, string productId) => Accepted(stream.SetActive(productId, false, Origin));

    public static StateTransition Titled(this LiveStream stream, string title) => Accepted(stream.Edit(new(Title: title), Origin));

    public static Product Renamed(this Product product, string name) =>
        product.Changed(new(name, null, null, product.Price, product.Stock));

    public static Product Deleted(this Product product) => product.Delete(Origin with { At = Noon.AddMinutes(2) }).Product;

    /// <summary>Two values are the same when their JSON is: records that hold lists do not compare by what is in them.</summary>
    public static void AssertSame<T>(T expected, T actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected, LiveShopJson.Options), JsonSerializer.Serialize(actual, LiveShopJson.Options));

    /// <summary>Makes a stream and writes it.</summary>
    public static async Task<Stored<LiveStream>> HasStreamAsync(this ILiveStreamStore streams, string id, params string[] pins)
    {
        var created = NewStream(id);
        Assert.True(await streams.TryCreateAsync(created.Stream, created.Change!, CancellationToken.None));
        var stored = await streams.GetAsync(id);
        foreach (var pin in pins)
            stored = await streams.SaveAsync(stored, stored.Value.Pin(pin));
        return stored;
    }

    /// <summary>Writes a change on top of what was stored, and reads the stream again.</summary>
    public static async Task<Stored<LiveStream>> SaveAsync(this ILiveStreamStore streams, Stored<LiveStream> stored, StateTransition decision)
    {
        Assert.True(await streams.TrySaveAsync(decision.Stream, decision.Change!, stored.ETag, CancellationToken.None));
        return await streams.GetAsync(decision.Stream.StreamId);
    }

    public static async Task<Stored<LiveStream>> GetAsync(this ILiveStreamStore streams, string id) =>
        await streams.FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"There is no stream {id}.");

    public static async Task<Stored<Product>> GetAsync(this IProductStore products, string id) =>
        await products.FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException($"There is no product {id}.");

    public static async Task<Stored<Product>> HasProductAsync(this IProductStore products, string id, string? name = null)
    {
        Assert.True(await products.TryCreateAsync(NewProduct(id, name), CancellationToken.None));
        return await products.GetAsync(id);
    }

    private static Product Changed(this Product product, ProductDetails details) =>
        Accepted(product.Change(details, Origin with { At = Noon.AddMinutes(1) })).Product;

    private static T Accepted<T>(Result<T> result) where T : class =>
        result.Value ?? throw new InvalidOperationException(result.Refusal!.ToString());
}
