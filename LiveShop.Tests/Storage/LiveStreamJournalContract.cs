using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveShop.Tests.Storage;

public abstract class LiveStreamJournalContract : StoreContract
{
    private ILiveStreamStore Streams => Store.Streams;

    [Fact]
    public async Task A_stream_that_is_not_there_has_no_journal() =>
        Assert.Empty(await Streams.ChangesAsync("nothing", 0, 10, None));

    [Fact]
    public async Task Every_state_has_its_journal_entry_as_it_was_written()
    {
        var created = Samples.NewStream("demo");
        var pinned = created.Stream.Pin("mug");
        var hidden = pinned.Stream.Hide("mug");
        var stored = await Streams.HasStreamAsync("demo");
        stored = await Streams.SaveAsync(stored, pinned);
        await Streams.SaveAsync(stored, hidden);

        var journal = await Streams.ChangesAsync("demo", 0, 10, None);

        Samples.AssertSame([created.Change!, pinned.Change!, hidden.Change!], journal);
    }

    [Theory]
    [InlineData("change-1")]
    [InlineData("change-2")]
    public async Task A_stream_named_like_a_journal_entry_has_its_own_state_and_journal(string id)
    {
        var stored = await Streams.HasStreamAsync(id, "mug", "lamp");

        Assert.Equal((id, 3), (stored.Value.StreamId, stored.Value.Version));
        Assert.Equal([1, 2, 3], await WholeJournalAsync(id, limit: 10));
        Assert.All(await Streams.ChangesAsync(id, 0, 10, None), change => Assert.Equal(id, change.StreamId));
        var listed = await Streams.ListAsync(null, new(10, null), None);
        Assert.Equal([id], listed.Items.Select(stream => stream.StreamId));
        Assert.Null(await Streams.FindAsync("_change-1", None));
        Assert.Null(await Streams.FindAsync("_" + id, None));
    }

    [Fact]
    public async Task Journal_is_read_in_numeric_version_order_after_a_version_without_other_streams()
    {
        await Streams.HasStreamAsync("demo", Enumerable.Range(0, 12).Select(n => $"product-{n}").ToArray());
        await Streams.HasStreamAsync("demo-2", "mug");

        Assert.Equal(Enumerable.Range(1, 13).Select(n => (long)n), await WholeJournalAsync("demo", limit: 5));
        Assert.Equal([8, 9, 10], (await Streams.ChangesAsync("demo", 7, 3, None)).Select(change => change.Version));
        Assert.Empty(await Streams.ChangesAsync("demo", 13, 10, None));
    }

    [Fact]
    public async Task Forty_concurrent_pins_of_two_processes_are_all_kept_with_gapless_versions()
    {
        await Streams.HasStreamAsync("demo");
        for (var n = 0; n < 40; n++)
            await Store.Products.HasProductAsync($"product-{n}");
        var processes = new[] { NewProcess(), NewProcess() };

        var pinned = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => processes[n % 2].PinAsync("demo", $"product-{n}", null, Caller.System, None)));

        Assert.All(pinned, result => Assert.True(result.IsAccepted, result.Refusal?.Detail));
        var stream = (await Streams.GetAsync("demo")).Value;
        Assert.Equal(41, stream.Version);
        Assert.Equal(Enumerable.Range(0, 40).Select(n => $"product-{n}").Order(), stream.PinnedProducts.Select(pin => pin.ProductId).Order());
        Assert.Equal(Enumerable.Range(1, 41).Select(n => (long)n), await WholeJournalAsync("demo", limit: 50));
    }

    [Fact]
    public async Task Streams_that_have_a_product_pinned_are_found_hidden_or_not()
    {
        var shown = await Streams.HasStreamAsync("shown", "mug", "lamp");
        var hidden = await Streams.HasStreamAsync("hidden", "mug");
        await Streams.SaveAsync(hidden, hidden.Value.Hide("mug"));
        var unpinned = await Streams.HasStreamAsync("unpinned", "mug", "lamp");
        await Streams.SaveAsync(unpinned, unpinned.Value.Unpin("mug"));
        await Streams.HasStreamAsync("other", "mug-2", "big-mug");

        Assert.Equal(["hidden", "shown"], (await Streams.WithPinnedProductAsync("mug", None)).Order());
        Assert.Equal(["shown", "unpinned"], (await Streams.WithPinnedProductAsync("lamp", None)).Order());
        Assert.Empty(await Streams.WithPinnedProductAsync("nothing", None));

        await Streams.SaveAsync(shown, shown.Value.Unpin("mug"));
        Assert.Equal(["hidden"], await Streams.WithPinnedProductAsync("mug", None));
    }

    [Fact]
    public async Task Streams_with_a_pinned_product_come_live_ones_first_and_ended_ones_not_at_all()
    {
        var ended = await Streams.HasStreamAsync("a-ended", "mug");
        ended = await Streams.SaveAsync(ended, ended.Value.Start());
        ended = await Streams.SaveAsync(ended, ended.Value.Stop());
        await Streams.HasStreamAsync("b-scheduled", "mug");
        var live = await Streams.HasStreamAsync("c-live", "mug");
        await Streams.SaveAsync(live, live.Value.Start());

        Assert.Equal(["c-live", "b-scheduled"], await Streams.WithPinnedProductAsync("mug", None));

        await Streams.SaveAsync(ended, ended.Value.Start());
        Assert.Equal(["a-ended", "b-scheduled", "c-live"], (await Streams.WithPinnedProductAsync("mug", None)).Order());
    }

    [Fact]
    public async Task A_lost_save_does_not_change_who_has_a_product_pinned()
    {
        var old = await Streams.HasStreamAsync("demo");
        await Streams.SaveAsync(old, old.Value.Pin("mug"));
        var late = old.Value.Pin("lamp");

        Assert.False(await Streams.TrySaveAsync(late.Stream, late.Change!, old.ETag, None));

        Assert.Empty(await Streams.WithPinnedProductAsync("lamp", None));
        Assert.Equal(["demo"], await Streams.WithPinnedProductAsync("mug", None));
    }

    private LiveStreamCommands NewProcess() => new(
        Streams, Store.Products, new ConditionalWriteLoop(TimeProvider.System, NullLogger<ConditionalWriteLoop>.Instance), TimeProvider.System);

    private async Task<List<long>> WholeJournalAsync(string streamId, int limit)
    {
        var versions = new List<long>();
        while (await Streams.ChangesAsync(streamId, versions.LastOrDefault(), limit, None) is { Count: > 0 } changes)
        {
            Assert.InRange(changes.Count, 1, limit);
            versions.AddRange(changes.Select(change => change.Version));
        }

        return versions;
    }
}
