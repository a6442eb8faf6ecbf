using LiveShop.Core;
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
    public async Task Live_streams_come_first_then_scheduled_ones_by_date_and_then_ended_ones()
    {
        var noon = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
        await ScheduledAsync("a-draft", null);
        await ScheduledAsync("b-next-week", noon.AddDays(7));
        await ScheduledAsync("c-tonight", noon.AddHours(7));
        await ScheduledAsync("d-tonight", noon.AddHours(7));
        await EndedAsync("e-old", noon.AddDays(-3), noon.AddDays(-2));
        await EndedAsync("f-yesterday", noon.AddDays(-4), noon.AddDays(-1));
        await StartedAsync("g-live", noon.AddHours(-2));
        await StartedAsync("h-live-later", noon.AddHours(-1));

        string[] live = ["h-live-later", "g-live"], scheduled = ["c-tonight", "d-tonight", "b-next-week", "a-draft"], ended = ["f-yesterday", "e-old"];
        foreach (var limit in new[] { 1, 3, 200 })
        {
            Assert.Equal(live, await InOrderAsync(LiveStreamStatus.Live, limit));
            Assert.Equal(scheduled, await InOrderAsync(LiveStreamStatus.Scheduled, limit));
            Assert.Equal(ended, await InOrderAsync(LiveStreamStatus.Ended, limit));
            Assert.Equal([.. live, .. scheduled, .. ended], await InOrderAsync(null, limit));
        }
    }

    [Fact]
    public async Task The_next_stream_is_on_the_first_page_however_many_drafts_there_are()
    {
        for (var n = 0; n < 230; n++)
            await ScheduledAsync($"draft-{n}", null);
        await ScheduledAsync("tonight", new DateTimeOffset(2026, 11, 30, 19, 0, 0, TimeSpan.Zero));

        Assert.Equal("tonight", (await Streams.ListAsync(LiveStreamStatus.Scheduled, new(1, null), None)).Items[0].StreamId);
        Assert.Equal(231, (await InOrderAsync(LiveStreamStatus.Scheduled, 200)).Distinct().Count());
    }

    [Fact]
    public async Task A_new_date_moves_a_stream_in_the_list()
    {
        await ScheduledAsync("first", DateTimeOffset.UnixEpoch.AddDays(1));
        await ScheduledAsync("second", DateTimeOffset.UnixEpoch.AddDays(2));
        var first = await Streams.GetAsync("first");

        await Streams.SaveAsync(first, Accepted(first.Value.Edit(new(ScheduledFor: DateTimeOffset.UnixEpoch.AddDays(3)), At(Sample.Noon))));

        Assert.Equal(["second", "first"], await InOrderAsync(LiveStreamStatus.Scheduled, 1));
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

    private async Task<IEnumerable<string>> InOrderAsync(LiveStreamStatus? status, int limit) =>
        (await Pages.AllAsync(limit, Listing(status))).Select(stream => stream.StreamId);

    private async Task ScheduledAsync(string id, DateTimeOffset? date)
    {
        var created = Accepted(LiveStream.Create(id, new("Show", null, null, null, date), At(Sample.Noon)));
        Assert.True(await Streams.TryCreateAsync(created.Stream, created.Change!, None));
    }

    private async Task<Stored<LiveStream>> StartedAsync(string id, DateTimeOffset start)
    {
        var stored = await Streams.HasStreamAsync(id);
        return await Streams.SaveAsync(stored, Accepted(stored.Value.Start(At(start))));
    }

    private async Task EndedAsync(string id, DateTimeOffset start, DateTimeOffset end)
    {
        var stored = await StartedAsync(id, start);
        await Streams.SaveAsync(stored, Accepted(stored.Value.Stop(At(end))));
    }

    private static ChangeOrigin At(DateTimeOffset time) => new(Sample.Ann, time);

    private static StateTransition Accepted(Core.Results.Result<StateTransition> result) => result.Accepted();

    private async Task<Stored<LiveStream>> StartedAsync(string id)
    {
        var stored = await Streams.HasStreamAsync(id);
        return await Streams.SaveAsync(stored, stored.Value.Start());
    }
}
