using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage;

public abstract class LiveStreamListContract : StoreContract
{
    private ILiveStreamStore Streams => Store.Streams;

    [Fact]
    public async Task A_store_without_streams_lists_none() =>
        Assert.Empty(await Pages.AllAsync(10, Listing(null)));

    [Fact]
    public async Task The_pages_hold_every_stream_once_and_nothing_else()
    {
        await Store.Products.HasProductAsync("mug");
        for (var n = 0; n < 5; n++)
            await Streams.HasStreamAsync($"stream-{n}", "mug");

        var all = await Pages.AllAsync(2, Listing(null));

        Assert.Equal(["stream-0", "stream-1", "stream-2", "stream-3", "stream-4"], all.Select(stream => stream.StreamId).Order());
        foreach (var stream in all)
            Samples.AssertSame((await Streams.GetAsync(stream.StreamId)).Value, stream);
    }

    [Fact]
    public async Task A_status_lists_only_the_streams_that_have_it_now()
    {
        await Streams.HasStreamAsync("scheduled");
        for (var n = 0; n < 3; n++)
            await StartedAsync($"live-{n}");
        var ended = await StartedAsync("ended");
        await Streams.SaveAsync(ended, ended.Value.Stop());

        Assert.Equal(["live-0", "live-1", "live-2"], await IdsAsync(LiveStreamStatus.Live, limit: 2));
        Assert.Equal(["scheduled"], await IdsAsync(LiveStreamStatus.Scheduled, limit: 2));
        Assert.Equal(["ended"], await IdsAsync(LiveStreamStatus.Ended, limit: 2));
    }

    [Fact]
    public async Task Streams_created_during_paging_neither_repeat_nor_hide_others()
    {
        for (var n = 0; n < 4; n++)
            await Streams.HasStreamAsync($"stream-{n}");

        var made = 0;
        var all = await Pages.AllAsync(1, async page =>
        {
            if (made++ < 3)
                await Streams.HasStreamAsync($"another-{made}");
            return await Streams.ListAsync(null, page, None);
        });

        var ids = all.Select(stream => stream.StreamId).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Superset(new HashSet<string> { "stream-0", "stream-1", "stream-2", "stream-3" }, ids.ToHashSet());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("' OR 1=1 --")]
    [InlineData("{\"token\":1}")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Foreign_continuation_token_is_refused(string token)
    {
        await Streams.HasStreamAsync("demo");

        await Pages.AssertRefusesAsync(token, Listing(null));
    }

    [Fact]
    public async Task A_token_that_was_tampered_with_or_is_of_another_list_is_refused()
    {
        await StartedAsync("one");
        await StartedAsync("two");
        var token = await Pages.TokenAsync(Listing(LiveStreamStatus.Live));

        await Pages.AssertRefusesAsync(Pages.TamperedWith(token), Listing(LiveStreamStatus.Live));
        await Pages.AssertRefusesAsync(token, Listing(LiveStreamStatus.Ended));
        await Pages.AssertRefusesAsync(token, Listing(null));
    }

    private Func<PageRequest, Task<Page<LiveStream>>> Listing(LiveStreamStatus? status) => page => Streams.ListAsync(status, page, None);

    private async Task<IEnumerable<string>> IdsAsync(LiveStreamStatus status, int limit) =>
        (await Pages.AllAsync(limit, Listing(status))).Select(stream => stream.StreamId).Order();

    private async Task<Stored<LiveStream>> StartedAsync(string id)
    {
        var stored = await Streams.HasStreamAsync(id);
        return await Streams.SaveAsync(stored, stored.Value.Start());
    }
}
