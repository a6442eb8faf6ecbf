using System.Text.Json;
using LiveShop.Core.Storage;
using LiveShop.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage.Sqlite;

public sealed class SqliteFeedPositionTests : SqliteTests
{
    private static readonly FeedSubscription Streams = new("livestreams", "publish", 4);

    [Fact]
    public async Task Feed_batches_respect_the_requested_size()
    {
        var sizes = new List<int>();
        await PinManyAsync("demo", 20);

        await using var listener = Listen(handle: batch => sizes.Add(batch.Count));

        await listener.UntilVersionAsync("demo", 21);
        Assert.Equal(4, sizes.Max());
    }

    [Fact]
    public async Task Finished_batches_are_not_redelivered_after_the_store_was_closed()
    {
        await PinManyAsync("demo", 20);
        await using (var before = Listen())
            await before.UntilVersionAsync("demo", 21);
        await Store.RestartAsync();

        await using var after = Listen();
        await Store.Streams.HasStreamAsync("later");

        Assert.Equal(["_change-1", "later"], (await after.UntilHasAsync("later", "_change-1")).Select(FeedListener.IdOf).Order());
    }

    [Fact]
    public async Task Feed_position_is_saved_soon_after_the_last_batch_without_further_writes()
    {
        await PinManyAsync("demo", 5);
        await using var listener = Listen();
        await listener.UntilVersionAsync("demo", 6);

        await Eventually.HoldsAsync(() => Task.FromResult(InFile("SELECT lsn FROM feed_cursors") == InFile("SELECT max(lsn) FROM documents")));
    }

    [Fact]
    public async Task A_crash_loses_no_written_change_and_hands_over_what_was_not_finished()
    {
        using var other = new TemporaryFolder();
        var stuck = new TaskCompletionSource();
        await PinManyAsync("demo", 20);
        await using (new FeedListener(Store.Feed, Streams, async (_, cancellation) =>
        {
            stuck.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        }))
        {
            await stuck.Task;

            // The files as they lie on the disk now are what a killed process leaves behind.
            foreach (var file in Directory.GetFiles(Store.Folder, "liveshop.db*").Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(other.Path, Path.GetFileName(file)));
        }

        await using var storage = SqliteStorage.Open(other.Path, Clock, NullLogger<SqliteStorage>.Instance);
        Assert.Equal(21, (await new SqliteLiveStreamStore(storage).GetAsync("demo")).Value.Version);
        await using var after = new FeedListener(new SqliteChangeFeed(storage, NullLogger<SqliteChangeFeed>.Instance), Streams);
        await after.UntilHasAsync([.. Enumerable.Range(1, 21).Select(n => $"_change-{n}"), "demo"]);
    }

    [Fact]
    public async Task Feed_backlog_is_the_unfinished_documents_and_the_age_of_the_oldest()
    {
        await Store.Streams.HasStreamAsync("one");
        Clock.GoOn(TimeSpan.FromSeconds(30));
        await Store.Streams.HasStreamAsync("two");
        Clock.GoOn(TimeSpan.FromSeconds(12));
        Assert.Equal(new FeedBacklog(4, TimeSpan.FromSeconds(42)), await Store.Feed.BacklogAsync(Streams, None));

        await using var listener = Listen(Streams with { MaxItems = 2 }, batch =>
        {
            if (batch.Any(document => FeedListener.IsState(document, "two")))
                throw new InvalidOperationException("Not now.");
        });
        await listener.UntilHasAsync("one");

        // The listener has it a moment before the position moves.
        await Eventually.HoldsAsync(async () => await Store.Feed.BacklogAsync(Streams, None) == new FeedBacklog(2, TimeSpan.FromSeconds(12)));
    }

    [Fact]
    public async Task A_consumer_runs_once_at_a_time()
    {
        await Store.Streams.HasStreamAsync("demo");
        await using var listener = Listen();
        await listener.UntilHasAsync("demo");

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.Feed.RunAsync(Streams, (_, _) => Task.CompletedTask, None));
    }

    [Fact]
    public async Task A_batch_of_no_documents_cannot_be_asked_for() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.Feed.RunAsync(Streams with { MaxItems = 0 }, (_, _) => Task.CompletedTask, None));

    private FeedListener Listen(FeedSubscription? subscription = null, Action<IReadOnlyList<JsonElement>>? handle = null) =>
        new(Store.Feed, subscription ?? Streams, (batch, _) =>
        {
            handle?.Invoke(batch);
            return Task.CompletedTask;
        });

    private async Task PinManyAsync(string streamId, int count) =>
        await Store.Streams.HasStreamAsync(streamId, Enumerable.Range(0, count).Select(n => $"product-{n}").ToArray());

    private long InFile(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Store.DataFile};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? -1;
    }
}
