using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

/// <summary>Undo of changes that others follow.</summary>
public class UndoTests
{
    private readonly List<LiveStreamChange> journal = [];
    private LiveStream stream = LiveStreamWith("a", "b", "c");

    [Fact]
    public void Undo_after_unrelated_changes_reverts_the_one_and_keeps_the_others()
    {
        var hide = Do(s => s.SetActive("a", false, By(Ann)));
        Do(s => s.Edit(new(Title: "Later"), By(Bob)));
        Do(s => s.EditPin("a", new(Note: "Say the glaze"), By(Bob)));
        Do(s => s.SetActive("b", false, By(Bob)));
        Do(s => s.Feature("c", By(Bob)));

        var undone = Undo(hide).State();

        Assert.Equal("Later", undone.Title);
        Assert.Equal(["c", "a"], undone.IdsForCustomers());
        Assert.Equal("Say the glaze", undone.PinnedProducts[1].Note);
    }

    private static readonly OfferTerms HalfOff = new(null, 50, 60, null);

    [Fact]
    public void Undo_of_an_offer_withdraws_it_and_undo_of_a_withdrawal_brings_the_same_offer_back()
    {
        var set = Do(s => s.SetOffer(Product("a"), HalfOff, By(Ann)));
        var offer = stream.PinnedProducts[0].Offer;
        Assert.Null(Undo(set).State().PinnedProducts[0].Offer);
        var withdrawn = Do(s => s.WithdrawOffer("a", By(Ann)));
        Assert.Equal(offer, Undo(withdrawn).State().PinnedProducts[0].Offer);
    }

    public static TheoryData<string> Overtaken => new(Pairs.Keys);

    private static readonly Dictionary<string, (Func<LiveStream, Result<StateTransition>> Change, Func<LiveStream, Result<StateTransition>> Later)> Pairs = new()
    {
        ["title by title"] = (s => s.Edit(new(Title: "One"), By(Ann)), s => s.Edit(new(Title: "Two"), By(Bob))),
        ["hide by hide all"] = (s => s.SetActive("a", false, By(Ann)).State().SetActive("a", true, By(Ann)), s => s.HideAll(By(Bob))),
        ["hide all by feature"] = (s => s.HideAll(By(Ann)), s => s.Feature("a", By(Bob))),
        ["move by order"] = (s => s.Pin(Product("a"), 2, By(Ann)), s => s.Reorder(["c", "b", "a"], By(Bob))),
        ["order by move"] = (s => s.Reorder(["c", "b", "a"], By(Ann)), s => s.Pin(Product("b"), 0, By(Bob))),
        ["pin by note"] = (s => s.Pin(Product("d"), null, By(Ann)), s => s.EditPin("d", new(Note: "x"), By(Bob))),
        ["offer by offer"] = (s => s.SetOffer(Product("a"), HalfOff, By(Ann)), s => s.WithdrawOffer("a", By(Bob))),
        ["note by unpin"] = (s => s.EditPin("a", new(Note: "x"), By(Ann)), s => s.Unpin("a", By(Bob))),
        ["unpin by pin"] = (s => s.Unpin("a", By(Ann)), s => s.Pin(Product("a"), null, By(Bob))),
        ["stop by start"] = (s => s.Stop(By(Ann)), s => s.Start(By(Bob))),
    };

    [Theory, MemberData(nameof(Overtaken))]
    public void Undo_of_what_a_later_change_touched_is_refused_and_names_its_author(string pair)
    {
        var (change, later) = Pairs[pair];
        var first = Do(change);
        var second = Do(later);

        var refusal = Undo(first).IsConflict("overtaken");

        Assert.Equal(("Bob", second), (((Refusal.IOvertaken)refusal).By, ((Refusal.IOvertaken)refusal).Version));
        refusal.HasCurrent(stream);
    }

    [Fact]
    public void Changes_of_the_same_thing_are_undone_step_by_step_and_redone()
    {
        var one = Do(s => s.Edit(new(Title: "One"), By(Ann)));
        var two = Do(s => s.Edit(new(Title: "Two"), By(Ann)));

        var undoTwo = Do(_ => Undo(two));
        Assert.Equal("One", stream.Title);
        var undoOne = Do(_ => Undo(one));
        Assert.Equal("Autumn show", stream.Title);
        Undo(one).IsConflict("overtaken");
        Do(_ => Undo(undoOne));
        Assert.Equal("One", stream.Title);
        Do(_ => Undo(undoTwo));
        Assert.Equal("Two", stream.Title);
        Do(_ => Undo(two));
        Assert.Equal("One", stream.Title);
    }

    [Fact]
    public void Undo_of_an_edit_restores_only_the_fields_that_it_changed()
    {
        var edit = Do(s => s.Edit(new(Title: "One", Description: "Two"), By(Ann)));
        Do(s => s.Edit(new(PlaybackUrl: "/other.m3u8"), By(Bob)));

        var undone = Undo(edit).State();

        Assert.Equal(("Autumn show", "All about mugs", "/other.m3u8"), (undone.Title, undone.Description, undone.PlaybackUrl));
        Assert.Equal(undone.Version, undone.DetailsVersion);
    }

    [Fact]
    public void Undo_of_unpinning_brings_the_pin_back_with_its_note_and_the_product_as_it_is_now()
    {
        Do(s => s.EditPin("b", new(Note: "Say the glaze"), By(Ann)));
        var unpin = Do(s => s.Unpin("b", By(Ann)));
        var product = Product("b").WithPrice(2490);

        var undone = Undo(unpin, product);

        Assert.Equal(["a", "b", "c"], undone.State().PinnedIds());
        Assert.Equal(("Say the glaze", 2490), (undone.State().PinnedProducts[1].Note, undone.State().PinnedProducts[1].Product.Price.Amount));
        Assert.True(undone.Change().RequiresCardCheck);
        Undo(unpin, product.Deleted()).IsConflict("product-deleted");
        Undo(unpin).IsConflict("product-deleted");
    }

    [Fact]
    public void Undo_of_a_stop_goes_on_with_the_same_start_and_cards_as_products_are_now()
    {
        var stop = Do(s => s.Stop(By(Ann, 5)));

        var undone = Undo(stop, Product("a").WithPrice(2490), Product("b"), Product("c").Deleted());

        Assert.Equal((LiveStreamStatus.Live, LiveStreamWith().StartedAt), (undone.State().Status, undone.State().StartedAt));
        Assert.Equal([("a", 2490), ("b", 1990)], undone.State().PinnedProducts.Select(pin => (pin.ProductId, pin.Product.Price.Amount)));
        Assert.Equal(LiveStreamAction.Started, undone.Change().Action);
    }

    [Fact]
    public void Changes_of_the_shop_of_products_and_of_more_than_an_hour_ago_and_unknown_ones_are_refused()
    {
        stream = ScheduledStream("a");
        var removed = Do(s => s.Refresh(Product("a").Deleted(), new(Actor.System, Noon)));
        Undo(removed).IsConflict("not-undoable");
        Do(s => s.Pin(Product("a"), null, By(Ann)));
        Undo(Do(s => s.Refresh(Product("a").WithPrice(1), new(Actor.System, Noon)))).IsConflict("not-undoable");
        var edit = Do(s => s.Edit(new(Title: "One"), By(Ann)));
        stream.Undo(edit, [journal[^1]], NoProducts, By(Ann, 61)).IsConflict("undo-expired");
        stream.Undo(edit, [journal[^1]], NoProducts, By(Ann, 60)).Accepted();
        stream.Undo(edit + 1, [], NoProducts, By(Ann)).IsNotFound("change");
        Do(s => s.Edit(new(Description: "Two"), By(Ann)));
        stream.Undo(edit, [journal[^2]], NoProducts, By(Ann)).IsConflict("not-undoable");
    }

    private static IReadOnlyDictionary<string, Product?> NoProducts => new Dictionary<string, Product?>();

    /// <returns>The version of the last change.</returns>
    private long Do(Func<LiveStream, Result<StateTransition>> change)
    {
        var transition = change(stream).Accepted();
        journal.AddRange(transition.Changes);
        stream = transition.Stream;
        return stream.Version;
    }

    private Result<StateTransition> Undo(long version, params Product[] products) => stream.Undo(
        version, [.. journal.Where(change => change.Version >= version)],
        products.ToDictionary(product => product.Id, Product? (product) => product), By(Bob));
}
