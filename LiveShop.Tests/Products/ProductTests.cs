using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class ProductTests
{
    [Fact]
    public void A_new_product_is_at_version_1_as_it_was_described()
    {
        var mug = LiveShop.Core.Products.Product.Create("mug", ProductDetails(" Mug "), By(Ann)).State();

        Assert.Equal(("mug", "Mug", "Holds coffee", "/pictures/mug.svg", 10), (mug.Id, mug.Name, mug.Description, mug.ImageUrl, mug.Stock));
        Assert.Equal(new Money(1990, "EUR"), mug.Price);
        Assert.Equal((1, Noon, null), (mug.Version, mug.ChangedAt, mug.DeletedAt));
    }

    [Fact]
    public void Product_card_has_every_field_but_the_description()
    {
        var mug = Product("mug", "Mug");

        Assert.Equal(new("mug", "Mug", "/pictures/mug.svg", new(1990, "EUR"), 10), mug.Card);
    }

    [Fact]
    public void Product_created_without_an_id_gets_a_short_one_that_is_unique_and_sorts_by_the_time_of_creation()
    {
        var before = TimePart();
        var ids = Enumerable.Range(0, 100)
            .Select(_ => LiveShop.Core.Products.Product.Create(null, ProductDetails(), By(Ann)).State().Id)
            .ToList();

        Assert.All(ids, id => Assert.Matches("^[0-9a-v]{16}$", id));
        Assert.Equal(100, ids.Distinct().Count());
        Assert.Equal(ids.Select(TimeOf).Order(StringComparer.Ordinal), ids.Select(TimeOf));
        Assert.InRange(string.CompareOrdinal(TimeOf(ids[0]), before), 0, int.MaxValue);

        static string TimeOf(string id) => id[..9];
        static string TimePart() => TimeOf(LiveShop.Core.Products.Product.Create(null, ProductDetails(), By(Ann)).State().Id);
    }

    [Fact]
    public void All_invalid_fields_are_reported_at_once()
    {
        var refused = LiveShop.Core.Products.Product.Create("?", new("", new('d', 4001), "data:image/png,", null, default), By(Ann));

        Assert.Equal(
            ["description", "id", "imageUrl", "name", "price", "stock"],
            Assert.IsType<Core.Results.Refusal.Invalid>(refused.Refusal).Errors.Keys.Order());
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1_000_000_000, true)]
    [InlineData(1_000_000_001, false)]
    public void Stock_is_between_zero_and_a_thousand_million(int stock, bool accepted) =>
        Assert.Equal(accepted, LiveShop.Core.Products.Product.Create("mug", ProductDetails(stock: stock), By(Ann)).IsAccepted);

    [Theory]
    [InlineData(-1, "EUR", "price.amount")]
    [InlineData(Money.MaxAmount + 1, "EUR", "price.amount")]
    [InlineData(1, "eur", "price.currency")]
    [InlineData(1, "XXX", "price.currency")]
    [InlineData(1, "", "price.currency")]
    public void Invalid_price_is_refused(long amount, string currency, string field) =>
        LiveShop.Core.Products.Product.Create("mug", ProductDetails(amount: amount, currency: currency), By(Ann)).IsInvalidFor(field);

    [Theory]
    [InlineData(0)]
    [InlineData(Money.MaxAmount)]
    public void The_smallest_and_the_largest_price_are_taken(long amount) =>
        Assert.Equal(amount, Product("mug", amount: amount).Price.Amount);

    [Fact]
    public void A_change_raises_the_version_by_one()
    {
        var changed = Product("mug").Change(ProductDetails("Big mug", 2490, 3), By(Bob, minute: 1)).State();

        Assert.Equal(("Big mug", 2490, 10), (changed.Name, changed.Price.Amount, changed.Stock));
        Assert.Equal((2, Noon.AddMinutes(1)), (changed.Version, changed.ChangedAt));
    }

    [Fact]
    public void Change_to_the_current_details_changes_nothing()
    {
        var mug = Product("mug");

        mug.Change(mug.Details(), By(Bob, minute: 1)).ChangesNothingOf(mug);
        mug.Change(mug.Details() with { Name = $" {mug.Name} " }, By(Bob)).ChangesNothingOf(mug);
    }

    [Fact]
    public void A_change_to_something_invalid_is_refused() =>
        Product("mug").Change(ProductDetails(name: "\u200B"), By(Ann)).IsInvalidFor("name");

    [Fact]
    public void Deletion_raises_the_version_once()
    {
        var deleted = Product("mug").Delete(By(Bob, minute: 1)).Product;

        Assert.True(deleted.IsDeleted);
        Assert.Equal((2, Noon.AddMinutes(1)), (deleted.Version, deleted.DeletedAt));
        Assert.Equal(new(deleted, null), deleted.Delete(By(Ann, minute: 2)));
    }

    [Fact]
    public void The_id_of_a_deleted_product_can_be_taken_again_and_its_version_goes_on()
    {
        var again = Product("mug").Deleted().CreateAgain(ProductDetails("New mug"), By(Ann, 5)).State();

        Assert.Equal(("New mug", 3, false, Noon.AddMinutes(5)), (again.Name, again.Version, again.IsDeleted, again.ChangedAt));
    }

    [Fact]
    public void The_id_of_a_product_that_is_sold_cannot_be_taken_again() =>
        Product("mug").CreateAgain(ProductDetails(), By(Ann)).IsConflict("already-exists");

    [Fact]
    public void A_document_from_before_VAT_rates_and_alternative_texts_is_read_as_one_without_them()
    {
        var mug = Product("mug");
        var document = JsonSerializer.SerializeToNode(mug, LiveShopJson.Options)!.AsObject();
        Assert.True(document.Remove("vatRateId") && document.Remove("imageAltTexts"));

        Assert.Equal(mug, document.Deserialize<Product>(LiveShopJson.Options)!.WithStock(ProductStock.Of(mug)));
    }
}
