using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using LiveShop.Tests.Interleavings;
using LiveShop.Tests.Storage.InMemory;

namespace LiveShop.Tests.LiveStreams;

/// <summary>
/// Admins at work on one stream and one product, each in a process of their own, and the two checks that the change feeds
/// bring about: each begins any time after the write it follows, and comes so many times. A product's feed tells of its
/// latest version only, so one check stands for all writes before it begins.
/// </summary>
internal sealed class CardScenario
{
    private const string ProductId = "mug";

    private readonly InMemoryDatabase database = new();
    private readonly Schedule schedule;

    public CardScenario(Schedule schedule, LiveStream stream, Product? product)
    {
        this.schedule = schedule;
        Assert.True(database.Streams.TryCreate(stream.StreamId, stream));
        if (product is not null)
            Assert.True(database.Products.TryCreate(product.Id, product) && database.Stocks.TryCreate(product.Id, ProductStock.Of(product)));
        database.ProductChanged += _ => CheckAfter("product check", shop => shop.Cards.OnProductChangedAsync(ProductId, default));
        database.StockChanged += _ => CheckAfter("stock check", shop =>
            shop.Cards.OnProductsChangedAsync([], [database.Stocks.Find(ProductId)!.Value], default));
        database.StreamChanged += CheckAfterCardCopied;
    }

    public int ProductChecks { get; init; } = 1;

    public int CardChecks { get; init; } = 1;

    public CardScenario Admin(string name, Func<ShopInstance, Task> work)
    {
        schedule.Start(name, async writer =>
        {
            await work(new ShopInstance(database, writer));
            return "";
        });
        return this;
    }

    public Scenario Build() => new(Digest, () => $"{Digest(database.Stream("demo"))} {Digest(database.FindProduct(ProductId))}", Verify);

    private void CheckAfter(string name, Func<ShopInstance, Task> check)
    {
        var notBegun = schedule.Writers.Count(writer => writer.Name == name && !writer.HasBegun);
        for (var i = notBegun; i < ProductChecks; i++)
            Admin(name, check);
    }

    private void CheckAfterCardCopied(LiveStreamChange change)
    {
        for (var i = 0; i < CardChecks && change.RequiresCardCheck; i++)
            Admin($"card check {change.ProductId} {change.ProductVersion} {change.AvailabilityVersion}", shop => shop.Cards.OnStreamChangedAsync(change, default));
    }

    private void Verify()
    {
        var stream = database.Stream("demo");
        var product = database.FindProduct(ProductId)?.Value;
        if (stream.Status == LiveStreamStatus.Ended)
            return;
        foreach (var pin in stream.PinnedProducts.Where(pin => pin.ProductId == ProductId))
        {
            Assert.NotNull(product);
            Assert.False(product.IsDeleted, "A deleted product is still pinned.");
            Assert.True(product.Card == pin.Product, $"The card shows {pin.Product} of version {pin.ProductVersion}, the product is {product.Card} at version {product.Version}.");
        }
    }

    private static string Digest(object? result) => result switch
    {
        Stored<LiveStream> stored => Digest(stored.Value),
        Stored<Product> stored => Digest(stored.Value),
        Stored<ProductStock> stored => $"v{stored.Value.Version}:{stored.Value.Total}",
        LiveStream stream => $"v{stream.Version}{stream.Status}[{string.Join(',', stream.PinnedProducts.Select(pin => $"{pin.ProductVersion}:{pin.AvailabilityVersion}:{pin.Product.Price.Amount}:{pin.Product.Stock}:{pin.IsActive}"))}]",
        Product product => $"v{product.Version}:{product.StockVersion}:{product.Price.Amount}:{product.Stock}:{product.Description}{(product.IsDeleted ? " deleted" : "")}",
        IEnumerable<Product> products => string.Join(',', products.Select(Digest)),
        IEnumerable<string> ids => string.Join(',', ids),
        _ => $"{result}",
    };
}
