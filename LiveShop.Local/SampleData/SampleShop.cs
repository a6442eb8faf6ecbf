using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Shop;

namespace LiveShop.Local.SampleData;

/// <summary>The sample shop's settings, of <c>shop.json</c>.</summary>
public static class SampleShop
{
    public static ShopDetails Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "SampleData", "shop.json"));
        return JsonSerializer.Deserialize<ShopDetails>(file, LiveShopJson.Options)!;
    }
}
