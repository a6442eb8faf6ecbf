using System.Text.Json;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

/// <summary>
/// What every change feed promises: each document's latest version, at least once, in the order of the writes within a
/// partition key. Documents of one transaction may come in any order, versions in between may be missing, anything may repeat.
/// </summary>
public abstract class ChangeFeedContract : StoreContract
{
    private static readonly FeedSubscription Streams = new("livestreams", "publish", 100);
    private static readonly FeedSubscription Products = new("catalog", "refresh", 100);

    [Fact]
    public async Task New_consumer_receives_earlier_changes()
    {
        await Store.Streams.HasStreamAsync("demo", "mug");

        await using var listener = Listen(Streams);

        var documents = await listener.UntilHasAsync("demo", "_change-1", "_change-2");
        var state = documents.Last(document => FeedListener.IsState(document, "demo"));
        Assert.Equal("mug", state.GetProperty("pinnedProducts")[0].GetProperty("productId").GetString());
    }

    [Fact]
    public async Task Change_written_while_a_consumer_waits_is_delivered()
    {
        await using var listener = Listen(Streams);
        var stored = await Store.Streams.HasStreamAsync("demo");
        await listener.UntilVersionAsync("demo", 1);

        await Store.Streams.SaveAsync(stored, stored.Value.Pin("mug"));

        await listener.UntilVersionAsync("demo", 2);
        await listener.UntilHasAsync("_change-2");
    }

    [Fact]
    public async Task Consumer_receives_changes_of_its_container_only()
    {
        await Store.Products.HasProductAsync("mug");
        await Store.Streams.HasStreamAsync("demo");
        await Store.Products.HasProductAsync("lamp");

        await using var streams = Listen(Streams);
        await using var products = Listen(Products);

        await streams.UntilHasAsync("demo", "_change-1");
        await products.UntilHasAsync("mug", "lamp");
        await products.UntilAsync(all => all.Count(document => Documents.IsOfType(document, Documents.StockType)) >= 2);
        Assert.Equal(["_change-1", "demo"], streams.Documents.Select(FeedListener.IdOf).Distinct().Order());
        Assert.Equal(["_change-1", "_stock", "lamp", "mug"], products.Documents.Select(FeedListener.IdOf).Distinct().Order());
    }

    [Fact]
    public async Task Every_journal_entry_is_delivered_in_write_order_per_stream()
    {
        await using var listener = Listen(Streams with { MaxItems = 7 });

        await Task.WhenAll(PinManyAsync("one", 20), PinManyAsync("two", 20));

        foreach (var stream in new[] { "one", "two" })
        {
            var documents = await listener.UntilAsync(all => all.Count(d => FeedListener.IsChange(d, stream)) >= 21 && all.Any(d => FeedListener.IsState(d, stream) && FeedListener.VersionOf(d) == 21));
            var changes = documents.Where(d => FeedListener.IsChange(d, stream)).Select(FeedListener.VersionOf).Distinct();
            Assert.Equal(Enumerable.Range(1, 21).Select(n => (long)n), changes);
            var states = documents.Where(d => FeedListener.IsState(d, stream)).Select(FeedListener.VersionOf).ToList();
            Assert.Equal(states.Order(), states);
        }
    }

    [Fact]
    public async Task Many_writes_while_nobody_listens_end_at_the_latest_version()
    {
        var stored = await Store.Products.HasProductAsync("mug");
        for (var price = 100; price < 120; price++)
        {
            Assert.True(await Store.Products.TrySaveAsync(stored.Value.WithPrice(price), stored.ETag, None));
            stored = await Store.Products.GetAsync("mug");
        }

        await using var listener = Listen(Products);

        var documents = await listener.UntilAsync(all => all.Any(d => PriceOf(d) == 119));
        Assert.Equal(119, documents.Select(PriceOf).OfType<int>().Last());
    }

    [Fact]
    public async Task Two_consumers_each_see_everything()
    {
        await Store.Streams.HasStreamAsync("demo", "mug");

        await using var first = Listen(Streams);
        await first.UntilHasAsync("demo", "_change-1", "_change-2");
        await using var second = Listen(Streams with { Consumer = "another" });
        await second.UntilHasAsync("demo", "_change-1", "_change-2");
        await Store.Streams.HasStreamAsync("later");

        await first.UntilHasAsync("later");
        await second.UntilHasAsync("later");
    }

    [Fact]
    public async Task Failed_batch_is_redelivered_before_later_changes_of_the_same_stream()
    {
        var failures = 3;
        await using var listener = Listen(Streams, (_, _) =>
            Interlocked.Decrement(ref failures) >= 0 ? throw new InvalidOperationException("Not now.") : Task.CompletedTask);

        await PinManyAsync("demo", 5);

        var documents = await listener.UntilAsync(all => all.Count(d => FeedListener.IsChange(d, "demo")) >= 6);
        Assert.Equal([1, 2, 3, 4, 5, 6], documents.Where(d => FeedListener.IsChange(d, "demo")).Select(FeedListener.VersionOf).Distinct());
        Assert.True(failures < 0);
    }

    [Fact]
    public async Task Restarted_consumer_receives_changes_written_meanwhile()
    {
        await Store.Streams.HasStreamAsync("demo");
        await using (var before = Listen(Streams))
            await before.UntilHasAsync("demo", "_change-1");
        await Store.Streams.HasStreamAsync("meanwhile");

        await using var after = Listen(Streams);

        await after.UntilHasAsync("meanwhile");
    }

    [Fact]
    public async Task Unfinished_batch_is_redelivered_after_a_restart()
    {
        var handed = new TaskCompletionSource();
        await Store.Streams.HasStreamAsync("demo", "mug");
        await using (Listen(Streams, (_, cancellation) =>
        {
            handed.TrySetResult();
            return Task.Delay(Timeout.Infinite, cancellation);
        }))
            await handed.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await Store.RestartAsync();
        await using var after = Listen(Streams);

        await after.UntilHasAsync("demo", "_change-1", "_change-2");
    }

    [Fact]
    public async Task A_handler_that_fails_as_it_is_stopped_ends_the_consumer_without_a_failure()
    {
        var handed = new TaskCompletionSource();
        using var stop = new CancellationTokenSource();
        await Store.Streams.HasStreamAsync("demo");
        var running = Store.Feed.RunAsync(Streams, async (_, stopping) =>
        {
            handed.TrySetResult();
            await Task.Delay(Timeout.Infinite, stopping).ContinueWith(_ => { }, TaskScheduler.Default);
            throw new InvalidOperationException("Not now.");
        }, stop.Token);
        await handed.Task.WaitAsync(TimeSpan.FromSeconds(60));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task Change_written_after_a_restart_is_delivered()
    {
        await Store.Streams.HasStreamAsync("demo");
        await using (var before = Listen(Streams))
            await before.UntilHasAsync("demo", "_change-1");

        await Store.RestartAsync();
        await using var after = Listen(Streams);
        await Store.Streams.HasStreamAsync("later");

        await after.UntilHasAsync("later");
    }

    [Fact]
    public async Task Feed_backlog_has_changes_and_an_age_while_a_batch_is_handled_and_no_age_afterwards()
    {
        var finish = new TaskCompletionSource();
        await using var listener = Listen(Streams, (_, _) => finish.Task);
        await Store.Streams.HasStreamAsync("demo");

        await Eventually.HoldsAsync(async () => await Store.Feed.BacklogAsync(Streams, None) is { Changes: > 0, Age.Ticks: > 0 });
        finish.SetResult();
        await listener.UntilHasAsync("demo", "_change-1");

        await Eventually.HoldsAsync(async () => await Store.Feed.BacklogAsync(Streams, None) is { Age.Ticks: 0 });
    }

    // Journal entries have none.
    private static int? PriceOf(JsonElement document) => document.GetProperty("type").GetString() == "product"
        ? document.GetProperty("variants")[0].GetProperty("price").GetProperty("amount").GetInt32()
        : null;

    private FeedListener Listen(FeedSubscription subscription, Func<IReadOnlyList<JsonElement>, CancellationToken, Task>? handle = null) =>
        new(Store.Feed, subscription, handle);

    private async Task PinManyAsync(string streamId, int count) =>
        await Store.Streams.HasStreamAsync(streamId, Enumerable.Range(0, count).Select(n => $"product-{n}").ToArray());
}
