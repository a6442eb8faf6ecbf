using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Results;
using LiveShop.Core.Storage;
using static LiveShop.Tests.Sample;

namespace LiveShop.Tests.LiveStreams;

public class LiveStreamConflictTests
{
    private static readonly Caller ByAnn = new(Ann);
    private readonly ShopInstance shop = new();

    [Fact]
    public async Task Command_with_another_expected_version_is_refused_with_the_current_state()
    {
        var created = (await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default)).Accepted();

        var refused = await shop.LiveStreams.StartAsync("demo", new(Bob, ExpectedVersion: 2), default);

        Assert.Same(created, Assert.IsType<Refusal.VersionMismatch<LiveStream>>(refused.Refusal).Current);
        Assert.True((await shop.LiveStreams.StartAsync("demo", new(Bob, ExpectedVersion: 1), default)).IsAccepted);
    }

    [Fact]
    public async Task Command_with_an_expected_version_loses_against_a_concurrent_change()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("livestreams.save", () => other.LiveStreams.StartAsync("demo", new(Bob), default));

        var refused = await shop.LiveStreams.EditAsync("demo", new(Title: "Mine"), new(Ann, ExpectedVersion: 1), default);

        Assert.Equal(shop.Database.Stream("demo"), Assert.IsType<Refusal.VersionMismatch<LiveStream>>(refused.Refusal).Current);
        Assert.Equal("Autumn show", shop.Database.Stream("demo").Title);
    }

    [Fact]
    public async Task Losing_pin_is_retried_on_the_state_of_the_winner()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        await shop.Products.CreateAsync("mug", ProductDetails(), new(Ann), default);
        await shop.Products.CreateAsync("cup", ProductDetails(), new(Ann), default);
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("livestreams.save", () => other.LiveStreams.PinAsync("demo", "cup", 0, new(Bob), default));

        var pinned = (await shop.LiveStreams.PinAsync("demo", "mug", 0, ByAnn, default)).Accepted();

        Assert.Equal(["mug", "cup"], pinned.PinnedIds());
        Assert.Equal(["Ann", "Bob", "Ann"], shop.Database.JournalOf("demo").Select(change => change.By));
        Assert.Equal(3, pinned.Version);
    }

    [Fact]
    public async Task Retried_pin_copies_the_current_product()
    {
        await shop.LiveStreams.CreateAsync("demo", StreamDetails(), ByAnn, default);
        await shop.Products.CreateAsync("mug", ProductDetails(amount: 1990), new(Ann), default);
        var other = new ShopInstance(shop.Database);
        shop.Calls.OnceBefore("livestreams.save", async () =>
        {
            await other.Products.ChangeAsync("mug", ProductDetails(amount: 990), new(Ann), default);
            await other.LiveStreams.StartAsync("demo", new(Bob), default);
        });

        var pinned = (await shop.LiveStreams.PinAsync("demo", "mug", null, ByAnn, default)).Accepted();

        Assert.Equal((990, 2), (pinned.PinnedProducts[0].Product.Price.Amount, pinned.PinnedProducts[0].ProductVersion));
    }

    [Fact]
    public async Task Stream_writer_that_loses_every_attempt_gets_a_contention_error()
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

        Assert.Equal(ConditionalWriteLoop.MaxAttempts, saves);
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
            await shop.Products.CreateAsync($"p{i}", ProductDetails(), new(Ann), default);

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
