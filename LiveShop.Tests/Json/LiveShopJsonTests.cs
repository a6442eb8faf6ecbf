using System.Text.Json;
using LiveShop.Core.Carts;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Tests.Json;

public class LiveShopJsonTests
{
    [Fact]
    public void Property_names_are_camel_case_and_enum_values_kebab_case()
    {
        Assert.Equal("""{"amount":1990,"currency":"EUR"}""", Write(new Money(1990, "EUR")));
        Assert.Equal("\"products-reordered\"", Write(LiveStreamAction.ProductsReordered));
        Assert.Equal("\"live\"", Write(LiveStreamStatus.Live));
    }

    [Fact]
    public void Null_properties_are_written() =>
        Assert.Contains("\"imageUrl\":null", Write(new ProductCard("mug", "Mug", null, new(1, "EUR"), 1)), StringComparison.Ordinal);

    [Fact]
    public void Non_ASCII_text_is_written_unescaped() =>
        Assert.Equal("\"Größe <M> & 杯子 '☕'\"", Write("Größe <M> & 杯子 '☕'"));

    [Theory]
    [InlineData("""{"name":"a","name":"b"}""")]
    [InlineData("""{"name":"a","price":{"amount":1,"amount":2,"currency":"EUR"}}""")]
    [InlineData("""{"price":{"currency":"EUR"}}""")]
    [InlineData("""{"price":{"amount":1}}""")]
    [InlineData("""{"price":{"amount":1,"currency":null}}""")]
    [InlineData("""{"price":{"amount":19.90,"currency":"EUR"}}""")]
    [InlineData("""{"price":{"amount":"1990","currency":"EUR"}}""")]
    [InlineData("""{"price":{"amount":9223372036854775808,"currency":"EUR"}}""")]
    [InlineData("""{"stock":1.5}""")]
    [InlineData("""{"stock":2147483648}""")]
    [InlineData("""{"name":"\ud800"}""")]
    [InlineData("""{"name":"\udc00\ud800"}""")]
    [InlineData("""{"name":"a",}""")]
    [InlineData("""{"name":"a"} {}""")]
    [InlineData("""{/* */"name":"a"}""")]
    [InlineData("""[]""")]
    public void Ambiguous_or_unknown_input_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ProductDetails>(json, LiveShopJson.Options));

    [Theory]
    [InlineData("1")]
    [InlineData("\"paused\"")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void Enum_is_read_by_name_only(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LiveStreamStatus>(json, LiveShopJson.Options));

    [Fact]
    public void Nesting_is_bounded()
    {
        var deep = $$"""{"name":{{new string('[', 40)}}{{new string(']', 40)}}}""";

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ProductDetails>(deep, LiveShopJson.Options));
    }

    [Fact]
    public void A_priced_cart_is_written_as_the_contract_says()
    {
        var cart = new PricedCart("c", 2, [new("mug", "mug", null, 2, null, [], null)], [new(1, "EUR")]);

        Assert.Equal("""{"id":"c","version":2,"items":[{"itemId":"mug","productId":"mug","variantId":null,"quantity":2,"available":null,"optionValues":[],"product":null}],"totals":[{"amount":1,"currency":"EUR"}]}""", Write(cart));
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, LiveShopJson.Options);
}
