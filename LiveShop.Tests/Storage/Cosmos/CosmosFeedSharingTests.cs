using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Tests.Storage.CosmosGatewayDouble;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Storage.Cosmos;

/// <summary>Cosmos DB change feed: several readers that share it, and a failing account.</summary>
public sealed class CosmosFeedSharingTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly FeedSubscription Streams = new(ContainerNames.LiveStreams, "publish", 100);
    private static readonly IReadOnlyList<string> Ids = [.. Enumerable.Range(0, 12).Select(n => $"stream-{n}")];

    private GatewayDouble gateway = null!;
    private CosmosTestStore store = null!;

    public async Task InitializeAsync()
    {
        gateway = await GatewayDouble.StartAsync();
        store = await CosmosTestStore.CreateAsync(gateway.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        await store.DisposeAsync();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task Two_instances_share_the_ranges_and_miss_nothing_between_them()
    {
        await using var another = store.Another();
        var written = 0;
        await using var one = new FeedListener(store.Feed, Streams);
        await WriteUntilAsync(() => one.Documents.Count > 0);

        await using var two = new FeedListener(another.Feed, Streams);
        await WriteUntilAsync(() => two.Documents.Count > 0);

        await Eventually.HoldsAsync(() => Task.FromResult(Enumerable.Range(0, written).All(n =>
            one.Documents.Concat(two.Documents).Any(document => FeedListener.IsState(document, $"stream-{n}")))));

        Task WriteUntilAsync(Func<bool> handed) => Eventually.HoldsAsync(async () =>
        {
            await store.Streams.HasStreamAsync($"stream-{written++}");
            return handed();
        });
    }

    [Fact]
    public async Task An_instance_that_stops_leaves_its_ranges_to_the_other()
    {
        await using var another = store.Another();
        await using (var leaving = new FeedListener(store.Feed, Streams))
        {
            await store.Streams.HasStreamAsync("before");
            await leaving.UntilHasAsync("before");
        }

        await using var staying = new FeedListener(another.Feed, Streams);
        foreach (var id in Ids)
            await store.Streams.HasStreamAsync(id);

        await staying.UntilHasAsync([.. Ids]);
        Assert.DoesNotContain(staying.Documents, document => FeedListener.IsState(document, "before"));
    }

    [Fact]
    public async Task Instances_that_stop_while_they_start_leave_the_ranges_to_the_others()
    {
        await store.Streams.HasStreamAsync("before");
        await using (var first = new FeedListener(store.Feed, Streams))
            await first.UntilHasAsync("before");

        for (var last = 1; last <= 6; last++)
            await StopAtRequestAsync(last);

        await using var another = store.Another();
        await using var staying = new FeedListener(another.Feed, Streams);
        foreach (var id in Ids)
            await store.Streams.HasStreamAsync(id);
        await staying.UntilHasAsync([.. Ids]);

        async Task StopAtRequestAsync(int last)
        {
            var requests = 0;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            gateway.Faults.Roll(_ =>
            {
                if (++requests == last)
                    reached.SetResult();
                return null;
            });
            await using var stopped = new FeedListener(store.Feed, Streams);
            await reached.Task;
        }
    }

    [Theory]
    [InlineData(RequestKind.ChangeFeed)]
    [InlineData(RequestKind.ReplaceDocument)]
    [InlineData(RequestKind.ReadDocument)]
    [InlineData(RequestKind.Query)]
    public async Task Feed_with_intermittent_request_failures_delivers_everything(RequestKind kind)
    {
        Fault[] faults = [Fault.ThrottledBefore, Fault.UnavailableBefore, Fault.DroppedBefore, Fault.DroppedAfter, Fault.InternalErrorAfter];
        gateway.Faults.Roll(asked => asked == kind && Random.Shared.Next(3) == 0 ? faults[Random.Shared.Next(faults.Length)] : null);
        await using var writing = store.Another();
        await using var listener = new FeedListener(store.Feed, Streams);

        foreach (var id in Ids)
            await WriteAsync(id);

        await listener.UntilHasAsync([.. Ids]);

        async Task WriteAsync(string id)
        {
            var created = Samples.NewStream(id);
            await Eventually.HoldsAsync(async () =>
            {
                try
                {
                    await writing.Streams.TryCreateAsync(created.Stream, created.Change!, None);
                    return true;
                }
                catch (StoreUnavailableException)
                {
                    return false;
                }
            });
        }
    }

    [Fact]
    public async Task A_feed_whose_containers_are_missing_starts_when_they_are_made()
    {
        var client = store.Services.GetRequiredService<CosmosClient>();
        var database = store.Services.GetRequiredService<CosmosSettings>().Database;
        await client.GetDatabase(database).DeleteAsync();
        gateway.Requests.Clear();
        await using var listener = new FeedListener(store.Feed, Streams);
        await Eventually.HoldsAsync(() => Task.FromResult(gateway.Requests.All.Count > 0));

        Assert.True(await CosmosContainers.TryCreateAsync(client, database, None));
        await store.Streams.HasStreamAsync("demo");

        await listener.UntilHasAsync("demo", "_change-1");
    }

    [Fact]
    public async Task Feed_backlog_counts_the_transactions_that_no_reader_has_finished()
    {
        await store.Streams.HasStreamAsync("demo");
        Assert.InRange((await store.Feed.BacklogAsync(Streams, None)).Changes, 1, long.MaxValue);
        await using (var listener = new FeedListener(store.Feed, Streams))
            await listener.UntilHasAsync("demo", "_change-1");
        var finished = await store.Feed.BacklogAsync(Streams, None);

        var stored = await store.Streams.GetAsync("demo");
        foreach (var product in new[] { "mug", "lamp", "cup" })
            stored = await store.Streams.SaveAsync(stored, stored.Value.Pin(product));

        Assert.Equal(finished with { Changes = finished.Changes + 3 }, await store.Feed.BacklogAsync(Streams, None));
        await using (var listener = new FeedListener(store.Feed, Streams))
            await listener.UntilHasAsync("_change-4");
        Assert.Equal(finished, await store.Feed.BacklogAsync(Streams, None));
    }

    [Fact]
    public async Task Feed_backlog_age_is_the_age_of_the_batch_in_progress()
    {
        var finish = new TaskCompletionSource();
        await store.Streams.HasStreamAsync("demo");
        Assert.Equal(TimeSpan.Zero, (await store.Feed.BacklogAsync(Streams, None)).Age);

        await using var listener = new FeedListener(store.Feed, Streams, (_, _) => finish.Task);
        await Eventually.HoldsAsync(async () => (await store.Feed.BacklogAsync(Streams, None)).Age > TimeSpan.FromMilliseconds(100));
        finish.SetResult();

        await Eventually.HoldsAsync(async () => (await store.Feed.BacklogAsync(Streams, None)).Age == TimeSpan.Zero);
    }

    [Fact]
    public async Task Feed_backlog_of_a_failing_account_is_reported_as_store_unavailable()
    {
        gateway.Faults.Roll(_ => Fault.UnavailableBefore);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Feed.BacklogAsync(Streams, None));

        gateway.Faults.Clear();
    }
}
