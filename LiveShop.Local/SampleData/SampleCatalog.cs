using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Local.SampleData;

/// <summary>The sample shop of <c>catalog.json</c>: a stream, products, and the ids of those that are pinned.</summary>
public sealed record SampleCatalog(SampleStream Stream, IReadOnlyList<SampleProduct> Products, IReadOnlyList<string> Pinned)
{
    public static SampleCatalog Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "SampleData", "catalog.json"));
        return JsonSerializer.Deserialize<SampleCatalog>(file, LiveShopJson.Options)!;
    }
}

public sealed record SampleStream(string Id, LiveStreamDetails Details);

public sealed record SampleProduct(string Id, ProductDetails Details);
