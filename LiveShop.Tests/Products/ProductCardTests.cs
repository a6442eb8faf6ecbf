using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Products;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class ProductCardTests
{
    [Theory]
    [InlineData(null, Availability.InStock, null), InlineData(400, Availability.InStock, null), InlineData(11, Availability.InStock, null)]
    [InlineData(10, Availability.Low, 10), InlineData(1, Availability.Low, 1), InlineData(0, Availability.SoldOut, null)]
    public void The_stock_is_on_the_card_only_when_at_most_ten_pieces_are_left(int? stock, Availability availability, int? shown)
    {
        var card = Card(stock);

        Assert.Equal((availability, shown), (card.Availability, card.Stock));
        var json = JsonSerializer.Serialize(card, LiveShopJson.Options);
        Assert.Equal(card, JsonSerializer.Deserialize<ProductCard>(json, LiveShopJson.Options));
    }

    [Fact]
    public void A_card_has_no_stock_in_its_JSON_unless_it_is_low()
    {
        var plenty = JsonSerializer.Serialize(Card(11), LiveShopJson.Options);
        var few = JsonSerializer.Serialize(Card(3), LiveShopJson.Options);
        Assert.Contains("\"availability\":\"in-stock\",\"hasOptions\"", plenty, StringComparison.Ordinal);
        Assert.Contains("\"availability\":\"low\",\"stock\":3,", few, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("400", Availability.InStock, null), InlineData("3", Availability.Low, 3)]
    [InlineData("0", Availability.SoldOut, null), InlineData("null", Availability.InStock, null)]
    public void A_stored_card_without_an_availability_gets_it_from_its_stock(string stock, Availability availability, int? shown)
    {
        var card = JsonSerializer.Deserialize<ProductCard>(
            $$"""{"id":"mug","name":"Mug","imageUrl":null,"price":{"amount":1,"currency":"EUR"},"stock":{{stock}},"hasOptions":false}""",
            LiveShopJson.Options)!;

        Assert.Equal((availability, shown), (card.Availability, card.Stock));
        Assert.Equal(card, new("mug", "Mug", null, new(1, "EUR"), stock == "null" ? null : int.Parse(stock, null)));
    }

    [Fact]
    public void The_availability_of_a_product_with_variants_is_that_of_all_pieces_together()
    {
        Assert.Equal((Availability.InStock, null), Of(0, 11));
        Assert.Equal((Availability.Low, 8), Of(3, 5));
        Assert.Equal((Availability.SoldOut, null), Of(0, 0));
        Assert.Equal((Availability.InStock, null), Of(0, null));

        static (Availability, int?) Of(int? small, int? medium)
        {
            var card = Shirt(ShirtVariant("S", 5900, small), ShirtVariant("M", 5900, medium)).Card;
            return (card.Availability, card.Stock);
        }
    }

    [Fact]
    public void The_card_has_the_prices_of_the_cheapest_variant_and_tells_that_others_cost_more()
    {
        var card = Shirt(ShirtVariant("S", 5900, 1), ShirtVariant("M", 4900, 1) with { CompareAtPrice = new(7900, "EUR") }).Card;

        Assert.Equal((4900, 7900, true), (card.Price.Amount, card.CompareAtPrice?.Amount, card.PriceVaries));
        Assert.False(Sample.Shirt().Card.PriceVaries);
    }

    private static ProductCard Card(int? stock) => new("mug", "Mug", null, new(1990, "EUR"), stock);

    private static Product Shirt(params VariantDetails[] variants) =>
        LiveShop.Core.Products.Product.Create("shirt", ShirtDetails() with { Variants = variants }, By(Ann)).State();
}
