using LiveShop.Core.LiveStreams;

namespace LiveShop.Tests.Storage;

public abstract class LiveStreamStoreContract : StoreContract
{
    private ILiveStreamStore Streams => Store.Streams;

    [Fact]
    public async Task A_stream_that_is_not_there_is_not_found() =>
        Assert.Null(await Streams.FindAsync("nothing", None));

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task Invalid_id_is_not_found(string id)
    {
        Assert.Null(await Streams.FindAsync(id, None));
        Assert.Empty(await Streams.ChangesAsync(id, 0, 10, None));
        Assert.Empty(await Streams.WithPinnedProductAsync(id, None));
    }

    [Fact]
    public async Task A_created_stream_is_read_back_as_it_was_written()
    {
        var created = Samples.NewStream("demo");

        Assert.True(await Streams.TryCreateAsync(created.Stream, created.Change!, None));

        var found = await Streams.GetAsync("demo");
        Samples.AssertSame(created.Stream, found.Value);
        Assert.NotEmpty(found.ETag);
    }

    [Fact]
    public async Task A_stream_with_as_many_pins_as_there_can_be_is_read_back_as_it_was_written()
    {
        var full = Enumerable.Range(0, LiveStream.MaxPins).Aggregate(Samples.NewStream("demo"), (last, n) => last.Stream.Pin($"product-{n}"));

        Assert.True(await Streams.TryCreateAsync(full.Stream, full.Change!, None));

        Samples.AssertSame(full.Stream, (await Streams.GetAsync("demo")).Value);
    }

    [Fact]
    public async Task An_id_that_is_taken_is_not_created_again()
    {
        var first = await Streams.HasStreamAsync("demo");
        var second = Samples.NewStream("demo").Stream.Titled("Another");

        Assert.False(await Streams.TryCreateAsync(second.Stream, second.Change!, None));

        var found = await Streams.GetAsync("demo");
        Samples.AssertSame(first, found);
        Assert.Single(await Streams.ChangesAsync("demo", 0, 10, None));
    }

    [Fact]
    public async Task A_save_with_the_current_etag_replaces_the_state_and_changes_the_etag()
    {
        var before = await Streams.HasStreamAsync("demo");
        var decision = before.Value.Pin("mug");

        Assert.True(await Streams.TrySaveAsync(decision.Stream, decision.Change!, before.ETag, None));

        var after = await Streams.GetAsync("demo");
        Samples.AssertSame(decision.Stream, after.Value);
        Assert.NotEqual(before.ETag, after.ETag);
    }

    [Fact]
    public async Task A_save_with_an_old_etag_writes_neither_state_nor_journal()
    {
        var old = await Streams.HasStreamAsync("demo");
        var current = await Streams.SaveAsync(old, old.Value.Pin("mug"));
        var late = old.Value.Pin("lamp");

        Assert.False(await Streams.TrySaveAsync(late.Stream, late.Change!, old.ETag, None));

        Samples.AssertSame(current, await Streams.GetAsync("demo"));
        var journal = await Streams.ChangesAsync("demo", 0, 10, None);
        Assert.Equal([null, "mug"], journal.Select(change => change.ProductId));
    }

    [Fact]
    public async Task A_stream_that_is_not_there_is_not_saved()
    {
        var other = await Streams.HasStreamAsync("other");
        var decision = Samples.NewStream("demo").Stream.Pin("mug");

        Assert.False(await Streams.TrySaveAsync(decision.Stream, decision.Change!, other.ETag, None));

        Assert.Null(await Streams.FindAsync("demo", None));
        Assert.Empty(await Streams.ChangesAsync("demo", 0, 10, None));
    }

    [Fact]
    public async Task Exactly_one_of_many_saves_with_the_same_etag_is_written()
    {
        var stored = await Streams.HasStreamAsync("demo");
        var decisions = Enumerable.Range(0, 16).Select(n => stored.Value.Pin($"product-{n}")).ToList();

        var written = await Task.WhenAll(decisions.Select(d => Streams.TrySaveAsync(d.Stream, d.Change!, stored.ETag, None)));

        var winner = decisions[Assert.Single(Enumerable.Range(0, written.Length), n => written[n])];
        Samples.AssertSame(winner.Stream, (await Streams.GetAsync("demo")).Value);
        Samples.AssertSame(winner.Change, (await Streams.ChangesAsync("demo", 1, 10, None)).Single());
    }

    [Fact]
    public async Task Exactly_one_of_many_creations_of_the_same_id_is_written()
    {
        var decisions = Enumerable.Range(0, 16).Select(n => Samples.NewStream("demo").Stream.Titled($"Title {n}")).ToList();

        var written = await Task.WhenAll(decisions.Select(d => Streams.TryCreateAsync(d.Stream, d.Change!, None)));

        var winner = decisions[Assert.Single(Enumerable.Range(0, written.Length), n => written[n])];
        Samples.AssertSame(winner.Stream, (await Streams.GetAsync("demo")).Value);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_writes_nothing()
    {
        var stored = await Streams.HasStreamAsync("demo");
        var decision = stored.Value.Pin("mug");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Streams.TrySaveAsync(decision.Stream, decision.Change!, stored.ETag, new CancellationToken(canceled: true)));

        Samples.AssertSame(stored, await Streams.GetAsync("demo"));
    }

    [Fact]
    public async Task Written_stream_survives_a_restart()
    {
        var stored = await Streams.HasStreamAsync("demo", "mug", "lamp");

        await Store.RestartAsync();

        Samples.AssertSame(stored, await Streams.GetAsync("demo"));
        Assert.Equal([1, 2, 3], (await Streams.ChangesAsync("demo", 0, 10, None)).Select(change => change.Version));
        Assert.Equal(["demo"], await Streams.WithPinnedProductAsync("lamp", None));
    }
}
