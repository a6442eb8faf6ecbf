using LiveShop.Core.Products;
using LiveShop.Tests.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.Products;

public class ProductJournalTests
{
    [Fact]
    public void A_creation_names_its_author_and_replaces_nothing() =>
        Assert.Equal(
            new("mug", 1, Noon, "Ann", "ann-id", ProductAction.Created),
            LiveShop.Core.Products.Product.Create("mug", ProductDetails(), By(Ann)).Change());

    [Fact]
    public void A_price_change_says_who_changed_it_from_what_and_to_what() =>
        Assert.Equal(
            new("mug", 2, Noon.AddMinutes(1), "Bob", "bob-id", ProductAction.Changed)
            {
                Before = new(Price: new(1200, "EUR")),
                After = new(Price: new(1400, "EUR")),
            },
            Product("mug", "Mug", amount: 1200).Change(ProductDetails(amount: 1400), By(Bob, minute: 1)).Change());

    [Fact]
    public void Every_changed_value_is_in_the_entry_and_no_other()
    {
        var mug = Product("mug", "Mug");

        var change = mug.Change(new("Cup", null, "/pictures/cup.svg", mug.Price, 3), By(Bob)).Change();

        Samples.AssertSame(new ProductValues("Mug", "Holds coffee", ["/pictures/mug.svg"]), change.Before);
        Samples.AssertSame(new ProductValues("Cup", null, ["/pictures/cup.svg"]), change.After);
    }

    [Fact]
    public void A_change_of_the_VAT_rate_is_in_the_journal_and_not_on_the_card()
    {
        var mug = Product("mug");

        var (changed, change) = mug.Change(mug.Details with { VatRateId = "reduced" }, By(Bob)).Accepted();

        Assert.Equal(new ProductValues(), change!.Before);
        Assert.Equal(new ProductValues(VatRateId: "reduced"), change.After);
        Assert.Equal((mug.Card, Ann), (changed.Card, changed.CardChangedBy));
    }

    [Fact]
    public void A_change_of_an_alternative_text_is_in_the_journal_and_not_on_the_card()
    {
        var mug = Product("mug");

        var (changed, change) = mug.Change(mug.Details with { ImageAltTexts = [new("/pictures/mug.svg", "A mug")] }, By(Bob)).Accepted();

        Samples.AssertSame(new ProductValues(ImageAltTexts: []), change!.Before);
        Samples.AssertSame(new ProductValues(ImageAltTexts: [new("/pictures/mug.svg", "A mug")]), change.After);
        Assert.Equal((mug.Card, Ann), (changed.Card, changed.CardChangedBy));
    }

    [Fact]
    public void A_change_of_one_variant_has_that_variant_before_and_after_and_no_other()
    {
        var shirt = Shirt();
        var changed = shirt.Change(ShirtDetails() with { Variants = [ShirtVariant("S", 5900, 3), ShirtVariant("M", 4900, 8)] }, By(Bob)).Change();

        var (before, after) = (Assert.Single(changed.Before!.Variants!), Assert.Single(changed.After!.Variants!));
        Assert.Equal(("m", 5900, "m", 4900), (before.Id, before.Price.Amount, after.Id, after.Price.Amount));
        Assert.Null(changed.Before.Price);
    }

    [Fact]
    public void A_deletion_and_a_second_creation_are_in_the_journal_of_the_id()
    {
        var deletion = Product("mug").Delete(By(Bob, minute: 1));
        var again = deletion.Product.CreateAgain(ProductDetails(), By(Ann, minute: 2));

        Assert.Equal(new("mug", 2, Noon.AddMinutes(1), "Bob", "bob-id", ProductAction.Deleted), deletion.Change);
        Assert.Equal(new("mug", 3, Noon.AddMinutes(2), "Ann", "ann-id", ProductAction.Created), again.Change());
    }

    [Fact]
    public void A_product_remembers_who_last_changed_what_its_card_shows()
    {
        var mug = Product("mug");
        var repriced = mug.Change(mug.Details() with { Price = new(990, "EUR") }, By(Bob)).State();
        var described = repriced.Change(repriced.Details() with { Description = "Other" }, By(Ann)).State();

        Assert.Equal(Ann, mug.CardChangedBy);
        Assert.Equal(Bob, repriced.CardChangedBy);
        Assert.Equal(Bob, described.CardChangedBy);
    }

    [Fact]
    public async Task A_command_writes_its_author_and_its_values_to_the_journal()
    {
        var shop = new ShopInstance();
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Bob), default);
        await shop.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);
        await shop.Products.DeleteAsync("mug", new(Bob), default);

        var journal = shop.Database.JournalOfProduct("mug");

        Assert.Equal(
            [(1, "Ann", ProductAction.Created), (2, "Bob", ProductAction.Changed), (3, "Bob", ProductAction.Deleted)],
            journal.Select(change => (change.Version, change.By, change.Action)));
        Assert.Equal((1990, 990), (journal[1].Before!.Price!.Amount, journal[1].After!.Price!.Amount));
    }
}
