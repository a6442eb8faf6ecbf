using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class RunOfShowTests
{
    [Fact]
    public void Feature_makes_a_pin_active_and_first_and_keeps_the_order_of_the_others()
    {
        var stream = LiveStreamWith("a", "b", "c").SetActive("c", false, By(Ann)).State();

        var featured = stream.Feature("c", By(Bob));

        Assert.Equal(["c", "a", "b"], featured.State().PinnedIds());
        Assert.Equal(["c", "a", "b"], featured.State().IdsForCustomers());
        Assert.Equal((LiveStreamAction.ProductFeatured, "c"), (featured.Change().Action, featured.Change().ProductId));
        Assert.Equal(new(Pin: stream.PinnedProducts[2]), featured.Change().Before);
        featured.State().Feature("c", By(Bob)).ChangesNothingOf(featured.State());
        stream.Feature("d", By(Bob)).IsNotFound("pinned product");
    }

    [Fact]
    public void Next_shows_hidden_pins_in_order_and_those_hidden_during_the_show_last()
    {
        var stream = new[] { "a", "b", "c" }.Aggregate(
            ScheduledStream(), (stream, id) => stream.Pin(Product(id), null, By(Ann), isActive: false).State()).Start(By(Ann)).State();
        var shown = new List<string>();
        while (shown.Count < 4)
        {
            stream = stream.Feature(null, By(Ann)).State();
            shown.Add(stream.IdsForCustomers().First());
            stream = stream.SetActive(shown[^1], false, By(Ann)).State();
        }

        Assert.Equal(["a", "b", "c", "c"], shown);
        Assert.True(stream.PinnedProducts.All(pin => pin.WasShown));
    }

    [Fact]
    public void Next_with_nothing_hidden_is_refused_with_the_current_state()
    {
        var stream = LiveStreamWith("a");

        stream.Feature(null, By(Ann)).IsConflict("nothing-next").HasCurrent(stream);
    }

    [Fact]
    public void Hide_all_is_one_change_that_keeps_places_and_names_what_was_shown()
    {
        var stream = LiveStreamWith("a", "b", "c").SetActive("b", false, By(Ann)).State();

        var hidden = stream.HideAll(By(Bob));

        Assert.Equal(["a", "b", "c"], hidden.State().PinnedIds());
        Assert.Empty(hidden.State().IdsForCustomers());
        Assert.Equal(stream.Version + 1, hidden.State().Version);
        Assert.Equal(["a", "c"], hidden.Change().Before!.Shown!);
        hidden.State().HideAll(By(Bob)).ChangesNothingOf(hidden.State());
    }

    [Fact]
    public void Note_and_activity_edited_together_are_two_changes()
    {
        var stream = ScheduledStream("a");

        var edited = stream.EditPin("a", new(IsActive: false, Note: "Say the glaze"), By(Bob)).Accepted();

        Assert.Equal([LiveStreamAction.ProductNoted, LiveStreamAction.ProductHidden], edited.Changes.Select(change => change.Action));
        Assert.Equal([stream.Version + 1, stream.Version + 2], edited.Changes.Select(change => change.Version));
        Assert.Equal(("Say the glaze", false), (edited.Stream.PinnedProducts[0].Note, edited.Stream.PinnedProducts[0].IsActive));
        edited.Stream.EditPin("a", new(Note: "Say the glaze"), By(Bob)).ChangesNothingOf(edited.Stream);
        Assert.Null(edited.Stream.EditPin("a", new(Note: " "), By(Bob)).State().PinnedProducts[0].Note);
    }

    [Fact]
    public void Edit_of_a_pin_without_a_field_or_with_a_note_too_long_is_refused()
    {
        var stream = ScheduledStream("a");

        stream.EditPin("a", new(), By(Ann)).IsInvalidFor("isActive");
        stream.EditPin("a", new(Note: new string('x', 501)), By(Ann)).IsInvalidFor("note");
        stream.EditPin("b", new(Note: "x"), By(Ann)).IsNotFound("pinned product");
    }
}
