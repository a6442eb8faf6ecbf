using LiveShop.Core.Carts;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>A clock that is set back by hours: order comes from versions and the lsn, never from it.</summary>
public sealed class ClockStepTests : SqliteTests
{
    private static readonly TimeSpan Back = TimeSpan.FromHours(-5);
    private static readonly FeedSubscription Streams = new("livestreams", "publish", 10);

    [Theory, InlineData(false), InlineData(true)]
    public async Task The_feed_hands_over_what_is_written_after_a_step_back(bool restart)
    {
        await Store.Streams.HasStreamAsync("demo", "mug");
        await using (var before = new FeedListener(Store.Feed, Streams))
            await before.UntilVersionAsync("demo", 2);

        Clock.GoOn(Back);
        if (restart)
            await Store.RestartAsync();
        var stored = await Store.Streams.GetAsync("demo");
        stored = await Store.Streams.SaveAsync(stored, stored.Value.Pin("lamp"));

        Assert.Equal(3, stored.Value.Version);
        await using var after = new FeedListener(Store.Feed, Streams);
        await after.UntilVersionAsync("demo", 3);
        Assert.Equal([1L, 2, 3], (await Store.Streams.ChangesAsync("demo", 0, 10, None)).Select(change => change.Version));
        Assert.Equal(TimeSpan.Zero, await EventuallyNoLagAsync());
    }

    [Fact]
    public async Task A_feed_that_is_stuck_is_seen_to_be_stuck_after_a_step_back()
    {
        await Store.Streams.HasStreamAsync("demo");
        var stuck = new TaskCompletionSource();
        await using var listener = new FeedListener(Store.Feed, Streams, async (_, cancellation) =>
        {
            stuck.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        });
        await stuck.Task;

        Clock.GoOn(Back);

        await Eventually.HoldsAsync(async () => (await Store.Feed.BacklogAsync(Streams, None)).Age > TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public async Task A_cart_outlives_a_step_back_and_still_ends()
    {
        var cart = Cart.Create(Clock.GetUtcNow());
        Assert.True(await Store.Carts.TryCreateAsync(cart, None));

        Clock.GoOn(Back);
        Assert.Equal(0, await Store.SqliteCarts.RemoveExpiredAsync(None));
        var stored = await Store.Carts.FindAsync(cart.Id, None);
        Assert.True(await Store.Carts.TrySaveAsync(stored!.Value, stored.ETag, None));

        Clock.GoOn(Cart.Lifetime - TimeSpan.FromSeconds(1));
        Assert.NotNull(await Store.Carts.FindAsync(cart.Id, None));
        Clock.GoOn(TimeSpan.FromSeconds(1));
        Assert.Null(await Store.Carts.FindAsync(cart.Id, None));
    }

    private async Task<TimeSpan> EventuallyNoLagAsync()
    {
        await Eventually.HoldsAsync(async () => (await Store.Feed.BacklogAsync(Streams, None)).Age == TimeSpan.Zero);
        return (await Store.Feed.BacklogAsync(Streams, None)).Age;
    }
}
