using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class UnpinTests
{
    [Theory]
    [InlineData("a", new[] { "b", "c" })]
    [InlineData("b", new[] { "a", "c" })]
    [InlineData("c", new[] { "a", "b" })]
    public void Remaining_pins_close_the_gap_of_an_unpinned_product(string id, string[] expected)
    {
        var stream = ScheduledStream("a", "b", "c").Unpin(id, By(Ann)).State();

        Assert.Equal(expected, stream.PinnedIds());
        Assert.Equal([0, 1], stream.PinnedProducts.Select(pin => pin.DisplayOrder));
    }

    [Fact]
    public void Unpinning_a_product_that_is_not_pinned_changes_nothing()
    {
        var stream = ScheduledStream("a");

        stream.Unpin("b", By(Ann)).ChangesNothingOf(stream);
        stream.Unpin("", By(Ann)).ChangesNothingOf(stream);
    }

    [Fact]
    public void The_journal_keeps_the_pin_with_its_place_and_card()
    {
        var stream = ScheduledStream("a", "b", "c").SetActive("b", false, By(Ann)).State();

        var change = stream.Unpin("b", By(Bob)).Change();

        Assert.Equal(LiveStreamAction.ProductUnpinned, change.Action);
        Assert.Equal("b", change.ProductId);
        Assert.Equal(new(Pin: stream.PinnedProducts[1]), change.Before);
        Assert.False(change.IsCardCopy);
    }

    [Fact]
    public void A_product_can_be_pinned_again_at_the_end_with_a_new_time()
    {
        var again = ScheduledStream("a", "b").Unpin("a", By(Ann)).State().Pin(Product("a"), null, By(Ann, minute: 6)).State();

        Assert.Equal(["b", "a"], again.PinnedIds());
        Assert.Equal(Noon.AddMinutes(6), again.PinnedProducts[1].PinnedAt);
    }
}
