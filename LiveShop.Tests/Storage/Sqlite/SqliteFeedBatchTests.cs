using LiveShop.Core.Storage;
using LiveShop.Sqlite;

namespace LiveShop.Tests.Storage.Sqlite;

/// <summary>Batches of a long backlog, and of a feed with damaged documents.</summary>
public sealed class SqliteFeedBatchTests : SqliteTests
{
    private static readonly FeedSubscription Streams = new("livestreams", "publish", 100);

    [Fact]
    public async Task Feed_batch_has_a_byte_limit_that_only_a_single_document_exceeds()
    {
        var sizes = Enumerable.Repeat(600_000, 20).Append(SqliteChangeFeed.MaxBatchBytes + 1).Concat(Enumerable.Repeat(300_000, 20)).ToList();
        foreach (var (n, size) in sizes.Index())
            RawDocuments.Insert(Store.DataFile, "livestreams", $"{n}", $$"""{"id":"{{n}}","text":"{{new string('x', size)}}"}""");
        await Store.RestartAsync();
        var batches = new List<(int Count, long Bytes)>();

        await using var listener = new FeedListener(Store.Feed, Streams, (batch, _) =>
        {
            batches.Add((batch.Count, batch.Sum(document => (long)document.GetRawText().Length)));
            return Task.CompletedTask;
        });

        var documents = await listener.UntilHasAsync($"{sizes.Count - 1}");
        Assert.Equal(Enumerable.Range(0, sizes.Count).Select(n => $"{n}"), documents.Select(FeedListener.IdOf));
        Assert.All(batches, batch => Assert.True(batch.Count == 1 || batch.Bytes <= SqliteChangeFeed.MaxBatchBytes, $"{batch} is too large."));
        Assert.InRange(batches.Count, 6, 12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("text")]
    [InlineData("{\"id\":\"damaged\"")]
    [InlineData("{\"id\":\"damaged\"},{\"id\":\"smuggled\"}")]
    [InlineData("]")]
    public async Task Damaged_document_is_skipped_by_the_feed(string body)
    {
        await Store.Streams.HasStreamAsync("before");
        RawDocuments.Insert(Store.DataFile, "livestreams", "damaged", body);
        await Store.RestartAsync();
        await Store.Streams.HasStreamAsync("behind");

        await using var listener = new FeedListener(Store.Feed, Streams);

        Assert.Equal(["_change-1", "_change-1", "before", "behind"], (await listener.UntilHasAsync("before", "behind")).Select(FeedListener.IdOf).Order());
    }

    [Fact]
    public async Task Consumer_advances_past_a_batch_of_only_damaged_documents()
    {
        RawDocuments.Insert(Store.DataFile, "livestreams", "damaged", "{");
        await Store.RestartAsync();
        await using var listener = new FeedListener(Store.Feed, Streams);

        await Eventually.HoldsAsync(async () => (await Store.Feed.BacklogAsync(Streams, None)).Age == TimeSpan.Zero);

        Assert.Empty(listener.Documents);
    }

    [Fact]
    public async Task Document_of_the_maximum_depth_is_not_treated_as_damaged()
    {
        var body = $$"""{"id":"deep","x":{{new string('[', 2000)}}{{new string(']', 2000)}}}""";
        RawDocuments.Insert(Store.DataFile, "livestreams", "deep", body);
        await Store.RestartAsync();
        var handed = new TaskCompletionSource<string>();
        using var stop = new CancellationTokenSource();

        var running = Store.Feed.RunAsync(Streams, (batch, _) =>
        {
            handed.TrySetResult(batch);
            return Task.CompletedTask;
        }, stop.Token);

        Assert.Equal($"[{body}]", await handed.Task.WaitAsync(TimeSpan.FromSeconds(60)));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }
}
