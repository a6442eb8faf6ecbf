using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class ProductEditTests
{
    [Fact]
    public void Fields_that_are_not_given_stay()
    {
        var mug = Product("mug", "Mug");

        var edited = mug.Edit(new() { Variant = new() { Price = new Money(990, "EUR") } }, By(Bob)).State();

        Assert.Equal(("Mug", "Holds coffee", 990, 10), (edited.Name, edited.Description, edited.Price.Amount, edited.Stock));
    }

    [Fact]
    public void Null_clears_a_field_and_is_refused_where_one_must_be()
    {
        var mug = Product("mug", "Mug");

        Assert.Null(mug.Edit(new() { Description = null }, By(Bob)).State().Description);
        Assert.Empty(mug.Edit(new() { ImageUrl = null }, By(Bob)).State().Images);
        mug.Edit(new() { Name = null }, By(Bob)).IsInvalidFor("name");
        mug.Edit(new() { Variant = new() { Price = (Money?)null } }, By(Bob)).IsInvalidFor("price");
    }

    [Fact]
    public void The_VAT_rate_stays_with_other_edits_and_null_is_the_default_again()
    {
        var book = Product("book").Edit(new() { VatRateId = "reduced" }, By(Ann)).State();
        var shirt = Shirt().Edit(new() { VatRateId = "reduced" }, By(Ann)).State();

        Assert.Equal("reduced", book.Edit(new() { Name = "Other" }, By(Bob)).State().VatRateId);
        Assert.Equal("reduced", shirt.EditVariant("s", new() { Sku = "S-1" }, By(Bob)).State().VatRateId);
        Assert.Null(book.Edit(new() { VatRateId = null }, By(Bob)).State().VatRateId);
        book.Edit(new() { VatRateId = "Not an id" }, By(Bob)).IsInvalidFor("vatRateId");
    }

    [Fact]
    public void The_current_values_change_nothing()
    {
        var (mug, shirt) = (Product("mug", "Mug"), Shirt());

        mug.Edit(new(), By(Bob)).ChangesNothingOf(mug);
        mug.Edit(new() { Name = "Mug" }, By(Bob)).ChangesNothingOf(mug);
        shirt.Edit(new(), By(Bob)).ChangesNothingOf(shirt);
        shirt.EditVariant("s", new() { Sku = "LS/S" }, By(Bob)).ChangesNothingOf(shirt);
    }

    [Fact]
    public void A_correction_of_the_stock_is_not_made_by_the_product_itself()
    {
        var (mug, shirt) = (Product("mug", stock: 10), Shirt());

        mug.Edit(new() { Variant = new() { Stock = StockChange.Add(ProductVariant.DefaultId, 5) } }, By(Bob)).ChangesNothingOf(mug);
        shirt.EditVariant("s", new() { Stock = StockChange.Set("s", 3, 9) }, By(Bob)).ChangesNothingOf(shirt);
    }

    [Fact]
    public void A_product_that_loses_its_options_begins_with_the_stock_that_is_given()
    {
        ProductEdit WithoutOptions(StockChange? stock) => new()
        {
            Options = new([]),
            Variants = new([]),
            Variant = new() { Price = new Money(990, "EUR"), Stock = stock },
        };

        var edited = Shirt().Edit(WithoutOptions(StockChange.Set(ProductVariant.DefaultId, null, 4)), By(Bob)).State();

        Assert.Equal([(ProductVariant.DefaultId, 4)], edited.Variants.Select(variant => (variant.Id, variant.Stock)));
        Shirt().Edit(WithoutOptions(null), By(Bob)).IsInvalidFor("stock");
    }

    [Fact]
    public void Price_and_stock_of_a_product_with_options_are_edited_by_variant()
    {
        Shirt().Edit(new() { Variant = new() { Price = new Money(1, "EUR") } }, By(Bob)).IsInvalidFor("price");
        Shirt().Edit(new() { Variant = new() { Stock = StockChange.Add("s", 1) } }, By(Bob)).IsInvalidFor("stockChange");
        Shirt().Edit(new() { Variant = new() { Stock = StockChange.Set("s", 3, 1) } }, By(Bob)).IsInvalidFor("stock");

        var edited = Shirt().EditVariant("m", new() { Price = new Money(4900, "EUR") }, By(Bob)).State();

        Assert.Equal([(5900, 3), (4900, 8)], edited.Variants.Select(variant => (variant.Price.Amount, variant.Stock)));
    }

    [Fact]
    public void An_edited_variant_is_validated_by_its_own_fields()
    {
        Shirt().EditVariant("s", new() { Price = new Money(1, "USD") }, By(Bob)).IsInvalidFor("price.currency");
        Shirt().EditVariant("s", new() { CompareAtPrice = new Money(1, "EUR") }, By(Bob)).IsInvalidFor("compareAtPrice.amount");
        Shirt().EditVariant("xl", new() { Sku = "XL" }, By(Bob)).IsNotFound("variant");
        Product("mug").EditVariant(ProductVariant.DefaultId, new() { ImageUrl = "/a.svg" }, By(Bob)).IsInvalidFor("imageUrl");
        Assert.Equal("M", Product("mug").EditVariant(ProductVariant.DefaultId, new() { Sku = "M" }, By(Bob)).State().Variants[0].Sku);
    }

    [Fact]
    public void The_first_picture_is_replaced_and_the_others_stay()
    {
        var mug = Product("mug").Edit(new() { Images = new(["/a.svg", "/b.svg"]) }, By(Ann)).State();

        Assert.Equal(["/c.svg", "/b.svg"], mug.Edit(new() { ImageUrl = "/c.svg" }, By(Bob)).State().Images);
        Assert.Equal(["/b.svg"], mug.Edit(new() { ImageUrl = null }, By(Bob)).State().Images);
    }

    [Fact]
    public void An_image_address_with_an_empty_list_of_images_is_the_only_picture()
    {
        var mug = Product("mug").Edit(new() { Images = new(["/a.svg", "/b.svg"]) }, By(Ann)).State();

        Assert.Equal(["/c.svg"], mug.Edit(new() { ImageUrl = "/c.svg", Images = new(null) }, By(Bob)).State().Images);
        Assert.Equal(["/c.svg"], mug.Edit(new() { ImageUrl = "/c.svg", Images = new([]) }, By(Bob)).State().Images);
        Assert.Empty(mug.Edit(new() { Images = new(null) }, By(Bob)).State().Images);
    }

    [Fact]
    public void An_alternative_text_stays_with_its_picture_and_goes_with_it()
    {
        var mug = Product("mug").Edit(
            new() { Images = new(["/a.svg", "/b.svg"]), ImageAltTexts = new([new("/b.svg", " A handle "), new("/c.svg", "None")]) }, By(Ann)).State();

        Assert.Equal([new("/b.svg", "A handle")], mug.ImageAltTexts);
        Assert.Equal(mug.ImageAltTexts, mug.Edit(new() { Images = new(["/b.svg", "/a.svg"]) }, By(Bob)).State().ImageAltTexts);
        Assert.Empty(mug.Edit(new() { Images = new(["/a.svg"]) }, By(Bob)).State().ImageAltTexts);
        Assert.Empty(mug.Edit(new() { ImageAltTexts = null }, By(Bob)).State().ImageAltTexts);
        mug.Edit(new() { Name = mug.Name }, By(Bob)).ChangesNothingOf(mug);
    }

    [Theory]
    [InlineData(null, "imageAltTexts[0].text")]
    [InlineData(" ", "imageAltTexts[0].text")]
    [InlineData("Two\nlines", "imageAltTexts[0].text")]
    [InlineData("<b>Mug</b>", "imageAltTexts[0].text")]
    public void An_alternative_text_is_one_line_of_plain_text(string? text, string field) =>
        Product("mug").Edit(new() { ImageAltTexts = new([new("/pictures/mug.svg", text)]) }, By(Bob)).IsInvalidFor(field);

    [Fact]
    public void An_alternative_text_has_at_most_200_characters_and_belongs_to_a_picture()
    {
        Product("mug").Edit(new() { ImageAltTexts = new([new("/pictures/mug.svg", new('x', 201))]) }, By(Bob)).IsInvalidFor("imageAltTexts[0].text");
        Product("mug").Edit(new() { ImageAltTexts = new([new(null, "A mug")]) }, By(Bob)).IsInvalidFor("imageAltTexts[0].imageUrl");
        Product("mug").Edit(new() { ImageAltTexts = new([null]) }, By(Bob)).IsInvalidFor("imageAltTexts[0]");
        Product("mug").Edit(new() { ImageAltTexts = new([new("/pictures/mug.svg", new('x', 200))]) }, By(Bob)).State();
    }
}
