using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class ReorderTests
{
    [Fact]
    public void Reorder_applies_the_given_order()
    {
        var stream = ScheduledStream("a", "b", "c").SetActive("b", false, By(Ann)).State();

        var reordered = stream.Reorder(["c", "a", "b"], By(Ann)).State();

        Assert.Equal(["c", "a", "b"], reordered.PinnedIds());
        Assert.Equal([0, 1, 2], reordered.PinnedProducts.Select(pin => pin.DisplayOrder));
        Assert.Equal([true, true, false], reordered.PinnedProducts.Select(pin => pin.IsActive));
        Assert.Equal(stream.PinnedProducts[2] with { DisplayOrder = 0 }, reordered.PinnedProducts[0]);
    }

    [Fact]
    public void Reorder_to_the_current_order_changes_nothing()
    {
        var stream = ScheduledStream("a", "b");
        var empty = ScheduledStream();

        stream.Reorder(["a", "b"], By(Ann)).ChangesNothingOf(stream);
        empty.Reorder([], By(Ann)).ChangesNothingOf(empty);
    }

    [Theory]
    [InlineData("a", "b")]
    [InlineData("a", "b", "c", "d")]
    [InlineData("a", "b", "d")]
    [InlineData("a", "b", "b")]
    [InlineData("a", "b", "c", "c")]
    [InlineData("a", "b", "C")]
    [InlineData("a", "b", null)]
    [InlineData]
    public void Order_that_is_not_a_permutation_of_the_pins_is_refused_with_the_current_state(params string?[] ids)
    {
        var stream = ScheduledStream("a", "b", "c");

        stream.Reorder(ids!, By(Ann)).IsConflict("order-mismatch").HasCurrent(stream);
    }

    [Fact]
    public void Reorder_without_a_list_is_refused() => ScheduledStream("a").Reorder(null, By(Ann)).IsInvalidFor("productIds");

    [Fact]
    public void The_journal_keeps_the_order_before()
    {
        var change = ScheduledStream("a", "b", "c").Reorder(["c", "b", "a"], By(Bob)).Change();

        Assert.Equal(LiveStreamAction.ProductsReordered, change.Action);
        Assert.Equal(["a", "b", "c"], change.Before!.Order!);
        Assert.Null(change.ProductId);
    }
}
