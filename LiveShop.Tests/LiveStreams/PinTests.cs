using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class PinTests
{
    [Fact]
    public void A_pin_goes_to_the_end_active_with_the_products_card()
    {
        var mug = Product("mug").WithPrice(1490);

        var pin = ScheduledStream("cup").Pin(mug, null, By(Ann, minute: 2)).State().PinnedProducts[1];

        Assert.Equal(new("mug", Noon.AddMinutes(2), 1, IsActive: true, mug.Card, ProductVersion: 2, AvailabilityVersion: 1), pin);
    }

    [Theory]
    [InlineData(0, new[] { "new", "a", "b", "c" })]
    [InlineData(1, new[] { "a", "new", "b", "c" })]
    [InlineData(3, new[] { "a", "b", "c", "new" })]
    [InlineData(49, new[] { "a", "b", "c", "new" })]
    public void A_pin_with_a_place_is_inserted_there_and_past_the_end_is_the_end(int place, string[] expected)
    {
        var stream = ScheduledStream("a", "b", "c").Pin(Product("new"), place, By(Ann)).State();

        Assert.Equal(expected, stream.PinnedIds());
        Assert.Equal([0, 1, 2, 3], stream.PinnedProducts.Select(pin => pin.DisplayOrder));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(50)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Invalid_display_order_is_refused(int place)
    {
        ScheduledStream().Pin(Product("mug"), place, By(Ann)).IsInvalidFor("displayOrder");
        ScheduledStream("mug").Pin(Product("mug"), place, By(Ann)).IsInvalidFor("displayOrder");
    }

    [Fact]
    public void The_journal_names_the_product_and_the_version_its_card_was_copied_of()
    {
        var change = ScheduledStream().Pin(Product("mug").WithPrice(1), null, By(Bob, minute: 1)).Change();

        Assert.Equal(new("demo", 2, Noon.AddMinutes(1), "Bob", "bob-id", LiveStreamAction.ProductPinned) { ProductId = "mug", ProductVersion = 2, AvailabilityVersion = 1 }, change);
        Assert.True(change.IsCardCopy);
    }

    [Fact]
    public void Fifty_products_can_be_pinned_and_no_more()
    {
        var full = ScheduledStream([.. Enumerable.Range(0, LiveStream.MaxPins).Select(i => $"p{i}")]);

        Assert.Equal(50, full.PinnedProducts.Count);
        full.Pin(Product("one-more"), 0, By(Ann)).IsConflict("pin-limit").HasCurrent(full);
    }

    [Fact]
    public void Pinned_product_of_a_full_stream_can_still_be_moved_and_shown()
    {
        var full = ScheduledStream([.. Enumerable.Range(0, LiveStream.MaxPins).Select(i => $"p{i}")]);

        var moved = full.SetActive("p49", false, By(Ann)).State().Pin(Product("p49"), 0, By(Ann)).State();

        Assert.Equal("p49", moved.PinnedProducts[0].ProductId);
        Assert.True(moved.PinnedProducts[0].IsActive);
        Assert.Equal(50, moved.PinnedProducts.Count);
    }

    [Fact]
    public void A_deleted_product_cannot_be_pinned() =>
        ScheduledStream().Pin(Product("mug").Deleted(), null, By(Ann)).IsNotFound("product");

    [Fact]
    public void Pinning_a_pinned_product_changes_nothing()
    {
        var stream = ScheduledStream("a", "b");

        stream.Pin(Product("a"), null, By(Bob)).ChangesNothingOf(stream);
        stream.Pin(Product("b"), 1, By(Bob)).ChangesNothingOf(stream);
        stream.Pin(Product("b"), 49, By(Bob)).ChangesNothingOf(stream);
    }

    [Fact]
    public void Pinning_a_hidden_product_shows_it_at_its_place()
    {
        var hidden = ScheduledStream("a", "b", "c").SetActive("b", false, By(Ann)).State();

        var decided = hidden.Pin(Product("b"), null, By(Bob, minute: 4));

        Assert.Equal(hidden.PinnedProducts[1] with { IsActive = true }, decided.State().PinnedProducts[1]);
        Assert.Equal(LiveStreamAction.ProductShown, decided.Change().Action);
        Assert.Equal(new(Pin: hidden.PinnedProducts[1]), decided.Change().Before);
    }

    [Theory]
    [InlineData("a", 2, new[] { "b", "c", "a", "d" })]
    [InlineData("a", 40, new[] { "b", "c", "d", "a" })]
    [InlineData("d", 0, new[] { "d", "a", "b", "c" })]
    [InlineData("c", 1, new[] { "a", "c", "b", "d" })]
    public void Pinning_a_pinned_product_at_a_place_moves_it_there(string id, int place, string[] expected)
    {
        var stream = ScheduledStream("a", "b", "c", "d");

        var decided = stream.Pin(Product(id), place, By(Bob));

        Assert.Equal(expected, decided.State().PinnedIds());
        Assert.Equal([0, 1, 2, 3], decided.State().PinnedProducts.Select(pin => pin.DisplayOrder));
        Assert.Equal(LiveStreamAction.ProductMoved, decided.Change().Action);
        Assert.Equal(new(Pin: stream.PinnedProducts.Single(pin => pin.ProductId == id)), decided.Change().Before);
    }

    [Fact]
    public void Pinning_a_hidden_product_at_another_place_moves_and_shows_it()
    {
        var hidden = ScheduledStream("a", "b").SetActive("b", false, By(Ann)).State();

        var decided = hidden.Pin(Product("b"), 0, By(Bob));

        Assert.Equal(["b", "a"], decided.State().PinnedIds());
        Assert.True(decided.State().PinnedProducts[0].IsActive);
        Assert.Equal(LiveStreamAction.ProductMoved, decided.Change().Action);
    }

    [Fact]
    public void Pinning_again_leaves_the_card_and_the_time_of_the_pin_alone()
    {
        var stream = ScheduledStream("a", "b");

        var decided = stream.Pin(Product("b", amount: 1), 0, By(Bob, minute: 7));

        Assert.Equal(stream.PinnedProducts[1] with { DisplayOrder = 0 }, decided.State().PinnedProducts[0]);
        Assert.False(decided.Change().IsCardCopy);
    }
}
