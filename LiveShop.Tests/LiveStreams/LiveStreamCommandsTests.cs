using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class LiveStreamCommandsTests
{
    private static readonly Caller ByAnn = new(Ann);
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task Accepted_change_is_saved_with_a_journal_entry_naming_author_and_time()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        shop.Clock.Now = Noon.AddMinutes(1);
        await shop.LiveStreams.StartAsync("demo", new(Bob), default);

        var pinned = (await shop.LiveStreams.PinAsync("demo", "mug", null, ByAnn, default)).Accepted();

        Assert.Same(pinned, shop.Database.Stream("demo"));
        Assert.Equal(
            [(1, "Ann", Noon, LiveStreamAction.Created), (2, "Bob", Noon.AddMinutes(1), LiveStreamAction.Started), (3, "Ann", Noon.AddMinutes(1), LiveStreamAction.ProductPinned)],
            shop.Database.JournalOf("demo").Select(change => (change.Version, change.By, change.At, change.Action)));
    }

    [Fact]
    public async Task Command_that_changes_nothing_writes_nothing_and_returns_the_state()
    {
        var created = (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default)).Accepted();

        var unpinned = await shop.LiveStreams.UnpinAsync("demo", "mug", ByAnn, default);

        Assert.Same(created, unpinned.Accepted());
        Assert.Single(shop.Database.JournalOf("demo"));
    }

    [Fact]
    public async Task An_id_that_is_taken_is_refused_and_the_stream_stays()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails("First"), ByAnn, default);

        (await shop.LiveStreams.CreateAsync("demo", StreamDetails("Second"), ByAnn, default)).IsConflict("already-exists");

        Assert.Equal("First", shop.Database.Stream("demo").Title);
    }

    [Theory, InlineData("demo"), InlineData(null)]
    public async Task A_repeated_create_with_the_same_idempotency_key_gets_the_stream_as_it_is_now(string? id)
    {
        var created = (await shop.LiveStreams.CreateAsync(id, "key", StreamDetails(), ByAnn, default)).Accepted();
        var edited = (await shop.LiveStreams.EditAsync(created.StreamId, new(Title: "Edited"), new(Bob), default)).Accepted();

        var repeated = (await shop.LiveStreams.CreateAsync(id, "key", StreamDetails(), ByAnn, default)).Accepted();

        Assert.Same(edited, repeated);
        var reused = await shop.LiveStreams.CreateAsync(id, "key", StreamDetails("Other"), ByAnn, default);
        Assert.Same(edited, Assert.IsType<Core.Results.Refusal.IdempotencyKeyReused<LiveStream>>(reused.Refusal).Current);
        Assert.Equal(2, shop.Database.JournalOf(created.StreamId).Count);
    }

    [Theory]
    [InlineData("key", "other"), InlineData("key", null), InlineData(null, "key"), InlineData(null, null)]
    public async Task An_id_that_another_request_has_taken_is_refused(string? first, string? second)
    {
        await shop.LiveStreams.CreateAsync("demo", first, StreamDetails(), ByAnn, default);

        (await shop.LiveStreams.CreateAsync("demo", second, StreamDetails(), ByAnn, default)).IsConflict("already-exists");
    }

    [Theory, InlineData(""), InlineData("with blank"), InlineData("Schlüssel")]
    public async Task An_idempotency_key_of_other_characters_is_refused(string key)
    {
        (await shop.LiveStreams.CreateAsync("demo", key, StreamDetails(), ByAnn, default)).IsInvalidFor("Idempotency-Key");
        (await shop.Products.CreateAsync("mug", key, ProductDetails(), ByAnn, default)).IsInvalidFor("Idempotency-Key");
    }

    [Fact]
    public async Task A_stream_that_is_not_there_is_not_found_by_any_command()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        var streams = shop.LiveStreams;

        (await streams.EditAsync("none", new(), ByAnn, default)).IsNotFound("stream");
        (await streams.StartAsync("none", ByAnn, default)).IsNotFound("stream");
        (await streams.StopAsync("none", ByAnn, default)).IsNotFound("stream");
        (await streams.PinAsync("none", "mug", null, ByAnn, default)).IsNotFound("stream");
        (await streams.SetActiveAsync("none", "mug", true, ByAnn, default)).IsNotFound("stream");
        (await streams.UnpinAsync("none", "mug", ByAnn, default)).IsNotFound("stream");
        (await streams.ReorderAsync("none", [], ByAnn, default)).IsNotFound("stream");
        (await streams.RefreshAsync("none", "mug", default)).IsNotFound("stream");
    }

    [Fact]
    public async Task A_product_that_is_not_there_cannot_be_pinned()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);

        (await shop.LiveStreams.PinAsync("demo", "mug", null, ByAnn, default)).IsNotFound("product");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Mug")]
    public async Task Pin_with_an_invalid_product_id_is_refused_before_the_store_is_read(string? productId)
    {
        shop.Calls.Before = call => throw new InvalidOperationException(call);

        (await shop.LiveStreams.PinAsync("demo", productId, null, ByAnn, default)).IsInvalidFor("productId");
    }
}
