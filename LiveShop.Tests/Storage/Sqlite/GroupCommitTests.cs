using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.Sqlite;

public sealed class GroupCommitTests : SqliteTests
{
    [Fact]
    public async Task Every_acknowledged_write_of_many_writers_is_kept_with_gapless_versions()
    {
        await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(() => PinManyAsync($"stream-{n}", 25))));

        await Store.RestartAsync();

        for (var n = 0; n < 32; n++)
        {
            Assert.Equal(26, (await Store.Streams.GetAsync($"stream-{n}")).Value.Version);
            Assert.Equal(Enumerable.Range(1, 26).Select(v => (long)v), (await Store.Streams.ChangesAsync($"stream-{n}", 0, 200, None)).Select(change => change.Version));
        }
    }

    [Fact]
    public async Task A_write_that_loses_does_not_touch_those_committed_with_it()
    {
        var before = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Store.Streams.HasStreamAsync($"stream-{n}")));
        var written = new List<Task<bool>>();
        using (new FileLock(Store.DataFile))
        {
            foreach (var (stored, n) in before.Select((stored, n) => (stored, n)))
            {
                var decision = stored.Value.Pin("mug");
                written.Add(Store.Streams.TrySaveAsync(decision.Stream, decision.Change!, n % 2 == 0 ? stored.ETag : before[0].ETag, None));
            }
        }

        Assert.Equal(before.Select((_, n) => n % 2 == 0), await Task.WhenAll(written));
        Assert.Equal(20, (await Store.Streams.WithPinnedProductAsync("mug", None)).Count);
        for (var n = 0; n < 40; n++)
            Assert.Equal(n % 2 == 0 ? 2 : 1, (await Store.Streams.ChangesAsync($"stream-{n}", 0, 10, None)).Count);
    }

    [Fact]
    public async Task A_state_whose_journal_entry_cannot_be_written_is_not_written_either()
    {
        var stored = await Store.Streams.HasStreamAsync("demo", "mug");
        var next = stored.Value.Pin("lamp");
        var entryThatIsThere = (await Store.Streams.ChangesAsync("demo", 1, 1, None)).Single();

        Assert.False(await Store.Streams.TrySaveAsync(next.Stream, entryThatIsThere, stored.ETag, None));

        Samples.AssertSame(stored, await Store.Streams.GetAsync("demo"));
    }

    [Fact]
    public async Task A_write_cancelled_while_it_waits_is_not_made_and_the_others_are()
    {
        using var cancel = new CancellationTokenSource();
        Task<bool> first, cancelled, last;
        using (new FileLock(Store.DataFile))
        {
            first = Store.Products.TryCreateAsync(Samples.NewProduct("first"), None);
            cancelled = Store.Products.TryCreateAsync(Samples.NewProduct("cancelled"), cancel.Token);
            last = Store.Products.TryCreateAsync(Samples.NewProduct("last"), None);
            await cancel.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.True(await first);
        Assert.True(await last);
        Assert.Null(await Store.Products.FindAsync("cancelled", None));
    }

    [Fact]
    public async Task Writes_are_unavailable_and_reads_continue_while_another_program_locks_the_file()
    {
        var mug = await Store.Products.HasProductAsync("mug");
        using (new FileLock(Store.DataFile))
        {
            var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Products.TrySaveAsync(mug.Value.WithPrice(1), mug.ETag, None));
            Assert.Contains("another program has locked it", refused.Message, StringComparison.Ordinal);
            Assert.True(refused.RetryAfter > TimeSpan.Zero);
            Assert.Equal(mug, await Store.Products.GetAsync("mug"));
        }

        Assert.True(await Store.Products.TrySaveAsync(mug.Value.WithPrice(1), mug.ETag, None));
    }

    [Fact]
    public async Task Queued_writes_are_committed_when_the_store_is_closed()
    {
        var written = Enumerable.Range(0, 500).Select(n => Store.Products.TryCreateAsync(Samples.NewProduct($"product-{n}"), None)).ToList();

        await Store.RestartAsync();

        Assert.All(await Task.WhenAll(written), Assert.True);
        Assert.Equal(500, (await Pages.AllAsync(200, page => Store.Products.ListAsync(null, page, None))).Count);
    }

    [Fact]
    public async Task A_closed_store_is_unavailable()
    {
        await Store.Storage.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Products.FindAsync("mug", None));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Store.Products.TryCreateAsync(Samples.NewProduct("mug"), None));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("-1")]
    [InlineData("\"1\"")]
    public async Task An_etag_that_is_not_one_of_the_stores_matches_nothing(string etag)
    {
        var mug = await Store.Products.HasProductAsync("mug");

        Assert.False(await Store.Products.TrySaveAsync(mug.Value.WithPrice(1), etag, None));
    }

    private async Task PinManyAsync(string streamId, int count) =>
        await Store.Streams.HasStreamAsync(streamId, Enumerable.Range(0, count).Select(n => $"product-{n}").ToArray());
}
