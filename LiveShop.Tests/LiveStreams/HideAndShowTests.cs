using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class HideAndShowTests
{
    [Fact]
    public void A_hidden_product_keeps_its_place()
    {
        var stream = LiveStreamWith("a", "b", "c");

        var hidden = stream.SetActive("b", false, By(Ann)).State();
        var shown = hidden.SetActive("b", true, By(Ann)).State();

        Assert.Equal(["a", "b", "c"], hidden.PinnedIds());
        Assert.Equal(stream.PinnedProducts[1] with { IsActive = false, WasShown = true }, hidden.PinnedProducts[1]);
        Assert.Equal(stream.PinnedProducts, shown.PinnedProducts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Hiding_a_hidden_or_showing_a_shown_one_changes_nothing(bool isActive)
    {
        var stream = ScheduledStream("a");
        stream = isActive ? stream : stream.SetActive("a", false, By(Ann)).State();

        stream.SetActive("a", isActive, By(Bob)).ChangesNothingOf(stream);
    }

    [Fact]
    public void Product_that_is_not_pinned_can_be_neither_hidden_nor_shown()
    {
        ScheduledStream("a").SetActive("b", false, By(Ann)).IsNotFound("pinned product");
        ScheduledStream("a").SetActive("b", true, By(Ann)).IsNotFound("pinned product");
    }

    [Fact]
    public void The_journal_keeps_the_pin_before()
    {
        var stream = ScheduledStream("a", "b");

        var hide = stream.SetActive("b", false, By(Bob));
        var show = hide.State().SetActive("b", true, By(Bob));

        Assert.Equal(LiveStreamAction.ProductHidden, hide.Change().Action);
        Assert.Equal(new(Pin: stream.PinnedProducts[1]), hide.Change().Before);
        Assert.Equal(LiveStreamAction.ProductShown, show.Change().Action);
        Assert.Equal(new(Pin: hide.State().PinnedProducts[1]), show.Change().Before);
        Assert.Equal("b", show.Change().ProductId);
    }
}
