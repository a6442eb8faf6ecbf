using System.Text.Json;
using LiveShop.Core.Carts;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Tests.Json;

public class LiveShopJsonTests
{
    [Fact]
    public void Names_are_in_camel_case_and_words_of_choices_in_kebab_case()
    {
        Assert.Equal("""{"amount":1990,"currency":"EUR"}""", Write(new Money(1990, "EUR")));
        Assert.Equal("\"products-reordered\"", Write(LiveStreamAction.ProductsReordered));
        Assert.Equal("\"live\"", Write(LiveStreamStatus.Live));
    }

    [Fact]
    public void Null_is_written_so_that_a_field_is_always_there() =>
        Assert.Contains("\"imageUrl\":null", Write(new ProductCard("mug", "Mug", null, new(1, "EUR"), 1)), StringComparison.Ordinal);

    [Fact]
    public void Text_of_any_script_stays_as_it_is() =>
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
    public void Input_that_means_two_things_or_nothing_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ProductDetails>(json, LiveShopJson.Options));

    [Theory]
    [InlineData("1")]
    [InlineData("\"paused\"")]
    [InlineData("\"1\"")]
    [InlineData("null")]
    public void A_choice_is_one_of_its_words(string json) =>
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
        var cart = new PricedCart("c", 2, [new("mug", 2, null)], [new(1, "EUR")]);

        Assert.Equal("""{"id":"c","version":2,"items":[{"productId":"mug","quantity":2,"product":null}],"totals":[{"amount":1,"currency":"EUR"}]}""", Write(cart));
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, LiveShopJson.Options);
}
