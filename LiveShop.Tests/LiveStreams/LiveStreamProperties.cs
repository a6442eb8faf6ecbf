using System.Text;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using Xunit.Abstractions;

namespace LiveShop.Tests.LiveStreams;

/// <summary>Invariants after any sequence of commands, with few products, with many, and at the limit of pins.</summary>
public class LiveStreamProperties(ITestOutputHelper output)
{
    private const int Tests = 150;
    private const int RoundTripTests = 25;
    private const int MaxLength = 60;

    public static TheoryData<int, int> ProductsAndPins => new() { { 2, 0 }, { 7, 3 }, { 60, 48 } };

    [Theory]
    [MemberData(nameof(ProductsAndPins))]
    public void Stream_commands_match_a_plain_list_model(int products, int pinned) => AfterEachStep(products, pinned, (walk, step) =>
    {
        Assert.Equal(step.Expected, step.Outcome);
        Assert.Equal(
            walk.Model.Pins.Select(pin => (pin.Id, pin.PinnedAt, pin.Active, pin.WasShown, pin.Note, pin.Version, pin.Amount)),
            walk.Stream.PinnedProducts.Select(pin =>
                (pin.ProductId, pin.PinnedAt, pin.IsActive, pin.WasShown, pin.Note, pin.ProductVersion, pin.Product.Price.Amount)));
        Assert.Equal((walk.Model.Version, walk.Model.ChangedAt), (walk.Stream.Version, walk.Stream.ChangedAt));
        Assert.Equal((walk.Model.Status, walk.Model.StartedAt, walk.Model.EndedAt), (walk.Stream.Status.ToString(), walk.Stream.StartedAt, walk.Stream.EndedAt));
        if (step.Change is { } change)
            Assert.Equal(walk.Model.Action, change.Action);
        if (step.Result.Refusal is Refusal.Conflict conflict)
            conflict.HasCurrent(step.Before);
        Assert.Equal(
            (walk.Model.Details["title"], walk.Model.Details["description"], walk.Model.Details["playbackUrl"], walk.Model.Details["thumbnailUrl"], walk.Model.Details["scheduledFor"]),
            (walk.Stream.Title, walk.Stream.Description, walk.Stream.PlaybackUrl, walk.Stream.ThumbnailUrl, walk.Stream.ScheduledFor?.ToString("O")));
    });

    [Theory]
    [MemberData(nameof(ProductsAndPins))]
    public void Display_orders_have_no_gaps_and_customers_see_only_active_pins_of_a_live_stream(int products, int pinned) => AfterEachStep(products, pinned, (walk, _) =>
    {
        var stream = walk.Stream;
        Assert.Equal(Enumerable.Range(0, stream.PinnedProducts.Count), stream.PinnedProducts.Select(pin => pin.DisplayOrder));
        Assert.Equal(stream.PinnedProducts.Count, stream.PinnedIds().Distinct().Count());
        Assert.InRange(stream.PinnedProducts.Count, 0, LiveStream.MaxPins);

        var shown = stream.Status == LiveStreamStatus.Live ? stream.PinnedProducts.Where(pin => pin.IsActive) : [];
        Assert.Equal(shown.Select((pin, place) => pin with { DisplayOrder = place }), stream.PinsForCustomers);
    });

    [Theory]
    [MemberData(nameof(ProductsAndPins))]
    public void Version_and_journal_are_in_step(int products, int pinned) => AfterEachStep(products, pinned, (walk, step) =>
    {
        if (step.Change is not { } change)
        {
            Assert.Same(step.Before, walk.Stream);
            return;
        }

        Assert.Equal(step.Before.Version + 1, walk.Stream.Version);
        Assert.Equal(step.Origin.At, walk.Stream.ChangedAt);
        // Ann makes all products of a walk and their changes.
        var author = change.Action == LiveStreamAction.ProductRefreshed ? Sample.Ann : step.Origin.By;
        Assert.Equal(
            (walk.Stream.StreamId, walk.Stream.Version, step.Origin.At, author.Name, author.Id),
            (change.StreamId, change.Version, change.At, change.By, change.ById));
        var same = step.Before.Details == walk.Stream.Details && step.Before.Broadcast == walk.Stream.Broadcast
            && step.Before.PinnedProducts.SequenceEqual(walk.Stream.PinnedProducts);
        Assert.False(same, "A version was given for nothing.");
    });

    [Fact]
    public void Every_change_can_be_undone_from_its_journal_entry_alone()
    {
        var taken = new HashSet<LiveStreamAction>();
        foreach (var (products, pinned) in new[] { (2, 0), (7, 3), (60, 48) })
        {
            AfterEachStep(products, pinned, (walk, step) =>
            {
                if (step.Change is null)
                    return;
                var kept = Documents.Read<LiveStreamChange>(Documents.Write(step.Change));
                var undone = Undo.Of(kept, StreamContent.Of(walk.Stream));

                Assert.Equal((step.Before.Details, step.Before.Broadcast), (undone.Details, undone.Broadcast));
                Assert.Equal(step.Before.PinnedProducts, undone.Pins);
                taken.Add(kept.Action);
            });
        }

        Assert.Equal(Enum.GetValues<LiveStreamAction>().Except([LiveStreamAction.Created, LiveStreamAction.ProductsShown, LiveStreamAction.OfferSet, LiveStreamAction.OfferWithdrawn]), taken.Order());
    }

    [Theory]
    [MemberData(nameof(ProductsAndPins))]
    public void Undo_reverts_each_change_and_its_undo_restores_it(int count, int pinned) => AfterEachStep(count, pinned, (walk, step) =>
    {
        if (step.Change is not { } change)
            return;
        var products = change.Action is LiveStreamAction.ProductPinned or LiveStreamAction.ProductUnpinned ? walk.Products : new Dictionary<string, Product?>();
        var undo = walk.Stream.Undo(change.Version, [change], products, step.Origin);
        if (change.Action == LiveStreamAction.ProductRefreshed)
        {
            undo.IsConflict("not-undoable");
            return;
        }

        if (change.Action == LiveStreamAction.ProductUnpinned && walk.Products[change.ProductId!]!.IsDeleted)
        {
            undo.IsConflict("product-deleted").HasCurrent(walk.Stream);
            return;
        }

        var undone = undo.Accepted();
        Assert.Equal(ContentOf(step.Before), ContentOf(undone.Stream));
        Assert.Equal(change.Version, undone.Change!.Undoes);
        var redone = undone.Stream.Undo(undone.Change.Version, [undone.Change], products, step.Origin).State();
        Assert.Equal(ContentOf(walk.Stream), ContentOf(redone));
    });

    // The card of a pin that comes back is a copy of the product as it is now.
    private static string ContentOf(LiveStream stream) => string.Join(' ',
        [$"{stream.Details} {stream.Broadcast}", .. stream.PinnedProducts.Select(pin =>
            $"{pin.ProductId} {pin.PinnedAt} {pin.DisplayOrder} {pin.IsActive} {pin.WasShown} {pin.Note}")]);

    [Theory]
    [MemberData(nameof(ProductsAndPins))]
    public void Streams_and_journal_entries_survive_serialization_unchanged(int products, int pinned) => AfterEachStep(products, pinned, (walk, step) =>
    {
        if (step.Change is null)
            return;
        var stream = Documents.Write(walk.Stream);
        var change = Documents.Write(step.Change);

        var read = Documents.Read<LiveStream>(stream);
        Assert.Equal(walk.Stream.PinnedProducts, read.PinnedProducts);
        Assert.Equal((walk.Stream.Details, walk.Stream.Broadcast, walk.Stream.ChangedAt), (read.Details, read.Broadcast, read.ChangedAt));
        Assert.Equal(Text(stream), Text(Documents.Write(read)));
        Assert.Equal(Text(change), Text(Documents.Write(Documents.Read<LiveStreamChange>(change))));
    }, RoundTripTests);

    private void AfterEachStep(int products, int pinned, Action<StreamWalk, StreamWalk.Step> check, int tests = Tests) =>
        Properties.Hold(StreamCommand.Sequences(products, MaxLength), tests, output, commands =>
        {
            var walk = new StreamWalk(products, pinned);
            foreach (var command in commands)
            {
                if (walk.Take(command) is { } step)
                    check(walk, step);
            }
        });

    private static string Text(byte[] document) => Encoding.UTF8.GetString(document);
}
