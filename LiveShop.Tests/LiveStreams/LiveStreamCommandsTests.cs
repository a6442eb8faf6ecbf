using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class LiveStreamCommandsTests
{
    private static readonly Caller ByAnn = new(Ann);
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task Each_accepted_change_is_saved_with_its_journal_entry_by_whom_and_when()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        await shop.Products.CreateAsync("mug", ProductDetails(), default);
        shop.Clock.Now = Noon.AddMinutes(1);
        await shop.LiveStreams.StartAsync("demo", new(Bob), default);

        var pinned = (await shop.LiveStreams.PinAsync("demo", "mug", null, ByAnn, default)).Accepted();

        Assert.Same(pinned, shop.Database.Stream("demo"));
        Assert.Equal(
            [(1, "Ann", Noon, LiveStreamAction.Created), (2, "Bob", Noon.AddMinutes(1), LiveStreamAction.Started), (3, "Ann", Noon.AddMinutes(1), LiveStreamAction.ProductPinned)],
            shop.Database.JournalOf("demo").Select(change => (change.Version, change.By, change.At, change.Action)));
    }

    [Fact]
    public async Task What_changes_nothing_writes_nothing_and_answers_the_state()
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

    [Fact]
    public async Task A_stream_that_is_not_there_is_not_found_by_any_command()
    {
        await shop.Products.CreateAsync("mug", ProductDetails(), default);
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
    public async Task A_pin_without_a_proper_product_id_is_refused_before_anything_is_read(string? productId)
    {
        shop.Calls.Before = call => throw new InvalidOperationException(call);

        (await shop.LiveStreams.PinAsync("demo", productId, null, ByAnn, default)).IsInvalidFor("productId");
    }

    [Fact]
    public async Task A_caller_who_has_seen_another_version_is_refused_with_the_current_state()
    {
        var created = (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default)).Accepted();

        var refused = await shop.LiveStreams.StartAsync("demo", new(Bob, ExpectedVersion: 2), default);

        Assert.Same(created, Assert.IsType<Refusal.VersionMismatch>(refused.Refusal).Current);
        Assert.True((await shop.LiveStreams.StartAsync("demo", new(Bob, ExpectedVersion: 1), default)).IsAccepted);
    }

    [Fact]
    public async Task A_caller_who_names_a_version_loses_against_a_change_that_comes_in_between()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("livestreams.save", () => other.LiveStreams.StartAsync("demo", new(Bob), default));

        var refused = await shop.LiveStreams.EditAsync("demo", new(Title: "Mine"), new(Ann, ExpectedVersion: 1), default);

        Assert.Equal(shop.Database.Stream("demo"), Assert.IsType<Refusal.VersionMismatch>(refused.Refusal).Current);
        Assert.Equal("Autumn show", shop.Database.Stream("demo").Title);
    }

    [Fact]
    public async Task The_loser_of_two_pins_decides_again_on_what_the_winner_left()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        await shop.Products.CreateAsync("mug", ProductDetails(), default);
        await shop.Products.CreateAsync("cup", ProductDetails(), default);
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("livestreams.save", () => other.LiveStreams.PinAsync("demo", "cup", 0, new(Bob), default));

        var pinned = (await shop.LiveStreams.PinAsync("demo", "mug", 0, ByAnn, default)).Accepted();

        Assert.Equal(["mug", "cup"], pinned.PinnedIds());
        Assert.Equal(["Ann", "Bob", "Ann"], shop.Database.JournalOf("demo").Select(change => change.By));
        Assert.Equal(3, pinned.Version);
    }

    [Fact]
    public async Task A_retry_copies_the_product_as_it_is_then()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        await shop.Products.CreateAsync("mug", ProductDetails(amount: 1990), default);
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("livestreams.save", async () =>
        {
            await other.Products.ChangeAsync("mug", ProductDetails(amount: 990), null, default);
            await other.LiveStreams.StartAsync("demo", new(Bob), default);
        });

        var pinned = (await shop.LiveStreams.PinAsync("demo", "mug", null, ByAnn, default)).Accepted();

        Assert.Equal((990, 2), (pinned.PinnedProducts[0].Product.Price.Amount, pinned.PinnedProducts[0].ProductVersion));
    }

    [Fact]
    public async Task Whoever_loses_every_time_is_told_of_contention()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        var other = new ShopInstance(shop.Database);
        var saves = 0;
        shop.Calls.Before = async call =>
        {
            if (call == "livestreams.save")
                await other.LiveStreams.EditAsync("demo", new(Title: $"Show {++saves}"), new(Bob), default);
        };

        (await shop.LiveStreams.StartAsync("demo", ByAnn, default)).IsConflict("contention");

        Assert.Equal(ConditionalWrites.MaxAttempts, saves);
        Assert.Equal(LiveStreamStatus.Scheduled, shop.Database.Stream("demo").Status);
        Assert.Equal(1 + saves, shop.Database.Stream("demo").Version);
    }

    [Fact]
    public async Task Forty_pins_by_two_processes_at_once_are_all_there_and_the_versions_have_no_gap()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        shop.Calls.Before = async _ => await Task.Yield();
        var other = new ShopInstance(shop.Database) { Calls = { Before = async _ => await Task.Yield() } };
        for (var i = 0; i < 40; i++)
            await shop.Products.CreateAsync($"p{i}", ProductDetails(), default);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => PinTryingAgain(i % 2 == 0 ? shop : other, $"p{i}"))));

        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"p{i}").Order(), shop.Database.Stream("demo").PinnedIds().Order());
        Assert.Equal(Enumerable.Range(1, 41).Select(i => (long)i), shop.Database.JournalOf("demo").Select(change => change.Version));
    }

    private static async Task PinTryingAgain(ShopInstance shop, string productId)
    {
        Result<LiveStream> pinned;
        do
            pinned = await shop.LiveStreams.PinAsync("demo", productId, null, ByAnn, default);
        while (pinned.Refusal is Refusal.Conflict { Code: "contention" });
        pinned.Accepted();
    }
}
