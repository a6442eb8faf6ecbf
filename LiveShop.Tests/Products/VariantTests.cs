using LiveShop.Core.Products;
using LiveShop.Core.Results;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class VariantTests
{
    [Fact]
    public void A_product_without_options_has_one_variant_with_its_price_and_stock()
    {
        var mug = Product("mug", "Mug", amount: 1990, stock: 10);

        Assert.Equal(new(ProductVariant.DefaultId, [], null, new(1990, "EUR"), null, null, 10), Assert.Single(mug.Variants));
        Assert.False(mug.HasOptions);
        Assert.Equal((1990, 10, "/pictures/mug.svg"), (mug.Price.Amount, mug.Stock, mug.ImageUrl));
    }

    [Fact]
    public void A_product_with_options_has_a_variant_for_each_combination_that_was_given()
    {
        var shirt = Shirt();

        Assert.True(shirt.HasOptions);
        Assert.Equal(new ProductOption("Size", ["S", "M"]), Assert.Single(shirt.Options));
        Assert.Equal([("s", "S", "LS/S", 3), ("m", "M", "LS/M", 8)], shirt.Variants.Select(v => (v.Id, v.OptionValues[0], v.Sku!, v.Stock)));
        Assert.Equal((5900, 11), (shirt.Price.Amount, shirt.Stock));
    }

    [Fact]
    public void The_price_of_a_product_is_the_lowest_of_its_variants_and_its_stock_is_their_sum()
    {
        var shirt = With(ShirtVariant("S", 5900, 3), ShirtVariant("M", 4900, 0));

        Assert.Equal((4900, 3), (shirt.Price.Amount, shirt.Stock));
        Assert.Null(With(ShirtVariant("S", 5900, 3), ShirtVariant("M", 4900, null)).Stock);
        Assert.Equal(1_000_000_000, With(ShirtVariant("S", 1, 1_000_000_000), ShirtVariant("M", 1, 1_000_000_000)).Stock);
    }

    [Fact]
    public void Stock_that_is_null_is_not_counted()
    {
        var card = LiveShop.Core.Products.Product.Create("card", ProductDetails(stock: null), By(Ann)).State();

        Assert.Null(card.Stock);
        Assert.Equal((Availability.InStock, null), (card.Card.Availability, card.Card.Stock));
    }

    [Fact]
    public void A_variant_without_an_id_gets_one_of_its_values_and_keeps_it()
    {
        var details = ShirtDetails() with
        {
            Options = [new("Colour", ["Grün & Blau", "绿"]), new("Size", ["S"])],
            Variants = [ShirtVariant("S", 1, 1) with { OptionValues = ["Grün & Blau", "S"] }, ShirtVariant("S", 1, 1) with { OptionValues = ["绿", "S"] }],
        };

        var shirt = LiveShop.Core.Products.Product.Create("shirt", details, By(Ann)).State();

        Assert.Equal(["grun-blau-s", "s"], shirt.Variants.Select(variant => variant.Id));
        shirt.Change(details, By(Bob)).ChangesNothingOf(shirt);
    }

    [Fact]
    public void Two_variants_whose_ids_would_be_the_same_get_different_ones()
    {
        var details = ShirtDetails() with
        {
            Options = [new("Size", ["S+", "S-"])],
            Variants = [ShirtVariant("S+", 1, 1), ShirtVariant("S-", 1, 1)],
        };

        Assert.Equal(["s", "s-2"], LiveShop.Core.Products.Product.Create("shirt", details, By(Ann)).State().Variants.Select(variant => variant.Id));
    }

    [Fact]
    public void Problems_of_variants_name_the_field()
    {
        var refused = Refused(
            ShirtVariant("S", 5900, 3),
            new("M!", ["XL"], new('x', 101), new(-1, "USD"), new(-2, "EUR"), default, "data:x"),
            null);

        Assert.Equal(
            [
                "variants[1].compareAtPrice.amount", "variants[1].compareAtPrice.currency", "variants[1].id", "variants[1].imageUrl",
                "variants[1].optionValues", "variants[1].price.amount", "variants[1].price.currency", "variants[1].sku", "variants[1].stock",
                "variants[2]",
            ],
            refused);
    }

    [Fact]
    public void Variants_of_a_product_without_options_are_validated_although_its_own_price_and_stock_count()
    {
        var mug = ProductDetails() with { Variants = [new("default", [], null, new(1, "EUR"), null, 1, null)] };

        Assert.Equal(1990, LiveShop.Core.Products.Product.Create("mug", mug, By(Ann)).State().Price.Amount);
        Assert.Equal(["variants[0].optionValues", "variants[0].stock"], Fields(mug with { Variants = [new(null, ["S"], null, new(1, "EUR"), null, default, null)] }));
    }

    [Fact]
    public void Variants_differ_in_ids_and_values()
    {
        Assert.Equal(["variants[1].optionValues"], Refused(ShirtVariant("S", 1, 1), ShirtVariant("S", 1, 1)));
        Assert.Equal(["variants[1].id"], Refused(ShirtVariant("S", 1, 1) with { Id = "one" }, ShirtVariant("M", 1, 1) with { Id = "one" }));
        Assert.Equal(["variants"], Refused());
    }

    [Fact]
    public void Options_are_at_most_three_with_distinct_names_and_values()
    {
        var details = ShirtDetails() with
        {
            Options = [new("Size", ["S", "S"]), new("", []), new("Size", ["x"]), null],
            Variants = [ShirtVariant("S", 1, 1) with { OptionValues = ["S", "", "x", ""] }],
        };

        Assert.Equal(
            ["options", "options[0].values", "options[1].name", "options[1].values", "options[2].name", "options[3].name", "options[3].values", "variants[0].optionValues"],
            Fields(details));
    }

    [Theory]
    [InlineData(1990, "EUR", "compareAtPrice.amount")]
    [InlineData(1000, "EUR", "compareAtPrice.amount")]
    [InlineData(2990, "USD", "compareAtPrice.currency")]
    public void A_struck_price_is_higher_than_the_price_and_in_its_currency(long amount, string currency, string field) =>
        LiveShop.Core.Products.Product.Create("mug", ProductDetails() with { CompareAtPrice = new(amount, currency) }, By(Ann)).IsInvalidFor(field);

    [Fact]
    public void At_most_ten_pictures_are_taken_each_by_the_rule_for_addresses()
    {
        var images = Enumerable.Range(0, 10).Select(n => $"/pictures/{n}.svg").ToList();

        Assert.Equal(images, LiveShop.Core.Products.Product.Create("mug", ProductDetails() with { ImageUrl = images[0], Images = images }, By(Ann)).State().Images);
        Assert.Equal(["images"], Fields(ProductDetails() with { ImageUrl = null, Images = [.. images, "/one-more.svg"] }));
        Assert.Equal(["images[1]", "images[2]"], Fields(ProductDetails() with { ImageUrl = null, Images = ["/a.svg", null, "javascript:x"] }));
    }

    [Fact]
    public void A_single_picture_that_contradicts_the_list_is_refused_and_one_beside_an_empty_list_is_taken()
    {
        Assert.Equal(["imageUrl"], Fields(ProductDetails() with { Images = ["/other.svg"] }));
        Assert.Equal(["/pictures/mug.svg"], LiveShop.Core.Products.Product.Create("mug", ProductDetails() with { Images = [] }, By(Ann)).State().Images);
    }

    [Fact]
    public void A_search_finds_a_product_by_each_of_its_skus() =>
        Assert.Equal("linen shirt ls/s ls/m shirt", Shirt().SearchText);

    [Fact]
    public void A_product_with_variants_comes_back_as_it_was_written()
    {
        var shirt = Shirt().Change(ShirtDetails() with { Variants = [ShirtVariant("S", 4900, null), ShirtVariant("M", 5900, 8)] }, By(Bob, 1)).State();

        var read = LiveShop.Core.Storage.Documents.Read<Product>(LiveShop.Core.Storage.Documents.Write(shirt));

        Assert.Equal(shirt, read.WithStock(LiveShop.Core.Stock.ProductStock.Of(shirt)));
        Assert.Single(shirt.PastPrices);
    }

    [Fact]
    public void A_product_of_a_hundred_variants_and_its_journal_entry_fit_a_transaction()
    {
        var sizes = Enumerable.Range(0, 100).Select(n => $"Size {n}").ToList();
        var details = ShirtDetails() with
        {
            Options = [new("Size", [.. sizes])],
            Variants = [.. sizes.Select(size => ShirtVariant(size, 1, 1) with { Sku = new('ß', 100), ImageUrl = $"/{new string('a', 2000)}" })],
        };
        var before = LiveShop.Core.Products.Product.Create("shirt", details, By(Ann)).State();
        var cheaper = details with { Variants = [.. details.Variants!.Select(variant => variant! with { Price = new(0, "EUR") })] };

        var changed = before.Change(cheaper, By(Ann)).Accepted();

        var bytes = LiveShop.Core.Storage.Documents.Write(changed.Product).Length + LiveShop.Core.Storage.Documents.Write(changed.Change!).Length;
        Assert.InRange(bytes, 1, 1_800_000);
    }

    private static Product With(params VariantDetails?[] variants) =>
        LiveShop.Core.Products.Product.Create("shirt", ShirtDetails() with { Variants = variants }, By(Ann)).State();

    private static IEnumerable<string> Refused(params VariantDetails?[] variants) => Fields(ShirtDetails() with { Variants = variants });

    private static IEnumerable<string> Fields(ProductDetails details) =>
        Assert.IsType<Refusal.Invalid>(LiveShop.Core.Products.Product.Create("shirt", details, By(Ann)).Refusal).Errors.Keys.Order(StringComparer.Ordinal);
}
