using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LiveShop.Core.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Xunit.Abstractions;

namespace LiveShop.Tests.Results;

public class TextProperties(ITestOutputHelper output)
{
    [Fact]
    public void Accepted_text_survives_store_and_wire_unchanged()
    {
        var accepted = 0;
        Properties.Hold(Texts("aZ é\n\t\u0000\u007F\u0085\u200B\u200D\u202E\u2028\uFEFF\uFFFD\uFFFF\uD83D\uDE00\"\\<&'/", 8), 3000, output, text =>
        {
            var product = Product.Create("mug", new(text, text, null, new(1, "EUR"), 1), Sample.By(Sample.Ann)).Value?.Product;
            if (product is null)
                return;
            accepted++;
            Assert.Equal(product, Documents.Read<Product>(Documents.Write(product)).WithStock(ProductStock.Of(product)));
            Assert.Equal(product.Card, JsonSerializer.Deserialize<ProductCard>(JsonSerializer.Serialize(product.Card, LiveShopJson.Options), LiveShopJson.Options));
            Assert.Equal(text.Trim(), product.Name);
        });
        Assert.InRange(accepted, 300, 2700);
    }

    [Fact]
    public void Accepted_address_is_a_path_on_the_own_host_or_an_http_URL()
    {
        var page = new Uri("https://shop.example/live/demo");
        var accepted = 0;
        Properties.Hold(Texts("//\\\\..::@?#%5Cah\t \u00A0\u200B", 10).MapFilter(text => text.Length % 2 == 0 ? "/" + text : "https:" + text, _ => true), 3000, output, url =>
        {
            if (!Product.Create("mug", new("Mug", null, url, new(1, "EUR"), 1), Sample.By(Sample.Ann)).IsAccepted)
                return;
            accepted++;
            var resolved = new Uri(page, url);
            if (url[0] == '/')
                Assert.Equal("shop.example", resolved.Host);
            Assert.True(resolved.Scheme is "https" or "http" && resolved.UserInfo.Length == 0, resolved.ToString());
        });
        Assert.InRange(accepted, 100, 2900);
    }

    private static Arbitrary<string> Texts(string characters, int maxLength) =>
        Arb.Convert(Properties.ListsOf(Gen.Elements(characters.ToCharArray()), maxLength), list => new string(list), text => text.ToCharArray());
}
