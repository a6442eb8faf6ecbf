using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;

namespace LiveShop.Tests;

/// <summary>Ordinary things to begin a test with.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    public static readonly Actor Ann = new("ann-id", "Ann");

    public static readonly Actor Bob = new("bob-id", "Bob");

    public static ChangeOrigin By(Actor actor, int minute = 0) => new(actor, Noon.AddMinutes(minute));

    public static LiveStreamDetails StreamDetails(string? title = "Autumn show") =>
        new(title, "All about mugs", "https://video.example/live.m3u8", "/pictures/show.svg", Noon.AddHours(1));

    /// <summary>A stream that has not started, with these products pinned in this order.</summary>
    public static LiveStream ScheduledStream(params string[] pinned) =>
        pinned.Aggregate(
            LiveStream.Create("demo", StreamDetails(), By(Ann)).State(),
            (stream, id) => stream.Pin(Product(id), null, By(Ann)).State());

    public static LiveStream LiveStreamWith(params string[] pinned) => ScheduledStream(pinned).Start(By(Ann)).State();

    public static ProductDetails ProductDetails(string? name = "Mug", long amount = 1990, int? stock = 10, string currency = "EUR") =>
        new(name, "Holds coffee", "/pictures/mug.svg", new(amount, currency), stock);

    public static Product Product(string id, string? name = null, long amount = 1990, int stock = 10, string currency = "EUR") =>
        LiveShop.Core.Products.Product.Create(id, ProductDetails(name ?? $"Product {id}", amount, stock, currency), By(Ann)).State();

    /// <summary>Sizes S and M at 59.00 EUR, 3 and 8 left.</summary>
    public static ProductDetails ShirtDetails() => new("Linen shirt", null, "/pictures/shirt.svg", null, default)
    {
        Options = [new("Size", ["S", "M"])],
        Variants = [ShirtVariant("S", 5900, 3), ShirtVariant("M", 5900, 8)],
    };

    public static VariantDetails ShirtVariant(string size, long amount, int? stock) =>
        new(null, [size], $"LS/{size}", new(amount, "EUR"), null, stock, null);

    public static Product Shirt(string id = "shirt") => LiveShop.Core.Products.Product.Create(id, ShirtDetails(), By(Ann)).State();

    public static Product WithPrice(this Product product, long amount) =>
        product.Change(product.Details() with { Price = new(amount, product.Price.Currency) }, By(Ann)).State();

    /// <summary>The product, as it was created, with another stock of its one variant.</summary>
    public static Product Corrected(this Product product, int? stock, ChangeOrigin origin)
    {
        var change = StockChange.Set(ProductVariant.DefaultId, product.Variants[0].Stock, stock);
        return product.WithStock(ProductStock.Of(product).Correct(change, origin.At, origin.By).Accepted());
    }

    public static Product Deleted(this Product product) => product.Delete(By(Ann)).Product;

    public static ProductDetails Details(this Product product) =>
        new(product.Name, product.Description, product.ImageUrl, product.Price, product.Stock);
}
