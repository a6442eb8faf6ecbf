using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Stock;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class RefreshTests
{
    [Fact]
    public void A_newer_product_changes_its_card_and_nothing_else_of_the_pin()
    {
        var stream = ScheduledStream("a", "mug").SetActive("mug", false, By(Ann)).State();
        var mug = Product("mug").WithPrice(990);

        var refreshed = stream.Refresh(mug, By(Actor.System, minute: 2));

        Assert.Equal(stream.PinnedProducts[1] with { Product = mug.Card, ProductVersion = 2 }, refreshed.State().PinnedProducts[1]);
        Assert.Equal(stream.PinnedProducts[0], refreshed.State().PinnedProducts[0]);
        Assert.Equal(new("demo", stream.Version + 1, Noon.AddMinutes(2), "Ann", "ann-id", LiveStreamAction.ProductRefreshed)
        {
            ProductId = "mug",
            ProductVersion = 2,
            AvailabilityVersion = 1,
            Before = new(Pin: stream.PinnedProducts[1]),
            Card = mug.Card,
        }, refreshed.Change());
    }

    [Fact]
    public void A_refreshed_card_names_the_author_of_the_last_change_that_it_shows()
    {
        var stream = ScheduledStream("mug");
        var repriced = Product("mug").Change(Product("mug").Details() with { Price = new(990, "EUR") }, By(Bob)).State();
        var described = repriced.Change(repriced.Details() with { Description = "Other" }, By(Ann)).State();

        var refreshed = stream.Refresh(described, By(Actor.System)).Change();

        Assert.Equal(("Bob", "bob-id", 3), (refreshed.By, refreshed.ById, refreshed.ProductVersion));
        Assert.Equal((1990, 990), (refreshed.Before!.Pin!.Product.Price.Amount, refreshed.Card!.Price.Amount));
    }

    [Fact]
    public void An_older_product_than_the_cards_changes_nothing()
    {
        var old = Product("mug");
        var stream = ScheduledStream().Pin(old.WithPrice(990), null, By(Ann)).State();

        stream.Refresh(old, By(Actor.System)).ChangesNothingOf(stream);
        stream.Refresh(old.WithPrice(10), By(Actor.System)).ChangesNothingOf(stream);
    }

    [Fact]
    public void A_change_that_no_card_shows_changes_nothing()
    {
        var stream = ScheduledStream("mug");
        var described = Product("mug").Change(Product("mug").Details() with { Description = "Other" }, By(Bob)).State();

        Assert.Equal(2, described.Version);
        stream.Refresh(described, By(Actor.System)).ChangesNothingOf(stream);
    }

    [Theory]
    [InlineData(400, 399, false), InlineData(12, 11, false), InlineData(11, 10, true), InlineData(10, 9, true), InlineData(1, 0, true), InlineData(10, 11, true)]
    public void A_change_of_the_stock_above_ten_pieces_changes_no_stream(int before, int after, bool isShown)
    {
        var product = Product("mug", stock: before);
        var stream = ScheduledStream().Pin(product, null, By(Ann)).State();
        var corrected = product.Corrected(after, By(Bob));

        var refreshed = stream.Refresh(corrected, By(Actor.System)).State();

        Assert.Equal(stream.Version + (isShown ? 1 : 0), refreshed.Version);
    }

    [Fact]
    public void A_card_names_the_admin_who_corrected_the_stock_and_the_shop_itself_for_a_sale()
    {
        var product = Product("mug", stock: 3).WithPrice(990);
        var stream = ScheduledStream().Pin(product, null, By(Ann)).State();
        var stock = ProductStock.Of(product);

        var corrected = stream.Refresh(product.Corrected(2, By(Bob)), By(Actor.System)).Change();
        var sold = stream.Refresh(product.WithStock(stock.Take([new("default", 1)], Noon).Stock), By(Actor.System)).Change();

        Assert.Equal(("Bob", 2, 2L), (corrected.By, corrected.Card!.Stock, corrected.AvailabilityVersion));
        Assert.Equal(("system", 2, 2L), (sold.By, sold.Card!.Stock, sold.ProductVersion));
    }

    [Fact]
    public void A_newer_stock_does_not_bring_an_older_product_back_and_a_newer_product_no_older_stock()
    {
        var old = Product("mug", stock: 3);
        var (repriced, corrected) = (old.WithPrice(990), old.Corrected(1, By(Bob)));
        var byPrice = ScheduledStream().Pin(repriced, null, By(Ann)).State().Refresh(corrected, By(Actor.System)).State();
        var byStock = ScheduledStream().Pin(corrected, null, By(Ann)).State().Refresh(repriced, By(Actor.System)).State();

        foreach (var pin in new[] { byPrice.PinnedProducts[0], byStock.PinnedProducts[0] })
            Assert.Equal((990, 1, 2, 2), (pin.Product.Price.Amount, pin.Product.Stock, pin.ProductVersion, pin.AvailabilityVersion));
    }

    [Fact]
    public void A_product_that_is_not_pinned_changes_nothing()
    {
        var stream = ScheduledStream("a");

        stream.Refresh(Product("b").WithPrice(1), By(Actor.System)).ChangesNothingOf(stream);
    }

    [Fact]
    public void A_deleted_product_leaves_the_stream()
    {
        var stream = ScheduledStream("a", "mug", "b");

        var refreshed = stream.Refresh(Product("mug").Deleted(), By(Actor.System));

        Assert.Equal(["a", "b"], refreshed.State().PinnedIds());
        Assert.Equal((LiveStreamAction.ProductUnpinned, "system"), (refreshed.Change().Action, refreshed.Change().By));
        Assert.Equal(new(Pin: stream.PinnedProducts[1]), refreshed.Change().Before);
    }

    [Fact]
    public void Deletion_older_than_the_card_does_not_unpin_the_recreated_product()
    {
        var deleted = Product("mug").Deleted();
        var again = deleted.CreateAgain(ProductDetails(), By(Ann)).State();
        var stream = ScheduledStream().Pin(again, null, By(Ann)).State();

        stream.Refresh(deleted, By(Actor.System)).ChangesNothingOf(stream);
    }
}
