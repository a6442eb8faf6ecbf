using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;
using LiveShop.Functions.LiveStreams;
using Moq;

namespace LiveShop.Tests.Functions.LiveStreams;

public sealed class PublicLiveStreamListsTests : IDisposable
{
    private static readonly PageRequest FirstPage = new(200, null);

    private readonly Mock<ILiveStreamStore> store = new();
    private readonly PublicLiveStreamLists lists;
    private int reads;

    public PublicLiveStreamListsTests() => lists = new(store.Object);

    public void Dispose() => lists.Dispose();

    [Fact]
    public async Task Concurrent_readers_of_a_page_share_one_read_of_the_store()
    {
        var read = new TaskCompletionSource<Page<LiveStream>>();
        Answers(() => read.Task);

        var waiting = Enumerable.Range(0, 100).Select(_ => lists.FindAsync(null, FirstPage, default)).ToList();
        read.SetResult(PageOf(Sample.LiveStreamWith("mug")));
        var pages = await Task.WhenAll(waiting);

        Assert.Equal(1, reads);
        Assert.All(pages, page => Assert.Same(pages[0], page));
        Assert.Equal(["mug"], Assert.Single(JsonElementOf(pages[0]).Items()).Pins());
    }

    [Fact]
    public async Task A_page_is_read_again_after_a_second()
    {
        Answers(() => Task.FromResult(PageOf()));
        await lists.FindAsync(null, FirstPage, default);

        await Eventually.HoldsAsync(async () =>
        {
            await lists.FindAsync(null, FirstPage, default);
            return reads == 2;
        });
    }

    [Fact]
    public async Task Hidden_pins_and_those_of_a_stream_that_is_not_live_are_not_in_the_list()
    {
        var hidden = Sample.LiveStreamWith("mug", "bowl").SetActive("mug", false, Sample.By(Sample.Ann)).State();
        Answers(() => Task.FromResult(PageOf(hidden, Sample.ScheduledStream("vase"))));

        var page = JsonElementOf(await lists.FindAsync(null, FirstPage, default));

        Assert.Equal([["bowl"], []], page.Items().Select(stream => stream.Pins().ToArray()));
    }

    [Fact]
    public async Task Status_limit_and_token_are_pages_of_their_own()
    {
        Answers(() => Task.FromResult(PageOf()));

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await lists.FindAsync(null, FirstPage, default);
            await lists.FindAsync(LiveStreamStatus.Live, FirstPage, default);
            await lists.FindAsync(null, FirstPage with { Limit = 1 }, default);
            await lists.FindAsync(null, FirstPage with { ContinuationToken = "next" }, default);
        }

        Assert.InRange(reads, 4, 8);
        store.Verify(streams => streams.ListAsync(LiveStreamStatus.Live, FirstPage, It.IsAny<CancellationToken>()), Times.AtLeastOnce);
        store.Verify(streams => streams.ListAsync(null, new PageRequest(200, "next"), It.IsAny<CancellationToken>()), Times.AtLeastOnce);
    }

    [Fact]
    public async Task ETag_of_a_page_changes_when_the_page_does()
    {
        var show = Sample.LiveStreamWith("mug");
        Answers(() => Task.FromResult(reads == 1 ? PageOf(show) : PageOf(show.Unpin("mug", Sample.By(Sample.Ann)).State())));
        using var others = new PublicLiveStreamLists(store.Object);
        using var again = new PublicLiveStreamLists(store.Object);

        var tags = new List<string>();
        foreach (var cache in new[] { lists, others, again })
            tags.Add((await cache.FindAsync(null, FirstPage, default)).ETag);

        Assert.NotEqual(tags[0], tags[1]);
        Assert.Equal(tags[1], tags[2]);
    }

    [Fact]
    public async Task A_failed_read_is_not_kept()
    {
        Answers(() => reads == 1 ? throw new InvalidContinuationTokenException() : Task.FromResult(PageOf()));

        await Assert.ThrowsAsync<InvalidContinuationTokenException>(() => lists.FindAsync(null, FirstPage, default));

        Assert.Empty(JsonElementOf(await lists.FindAsync(null, FirstPage, default)).Items());
    }

    [Fact]
    public async Task Cached_pages_are_bounded_by_the_streams_on_them()
    {
        const int variants = 200;
        Answers(() => Task.FromResult(PageOf()));

        foreach (var token in Enumerable.Range(0, variants).Concat(Enumerable.Range(0, variants)))
            await lists.FindAsync(null, FirstPage with { ContinuationToken = $"{token}" }, default);

        Assert.InRange(reads, (2 * variants) - (PublicLiveStreamLists.MaxItems / FirstPage.Limit), 2 * variants);
    }

    private void Answers(Func<Task<Page<LiveStream>>> answer) => store
        .Setup(streams => streams.ListAsync(It.IsAny<LiveStreamStatus?>(), It.IsAny<PageRequest>(), It.IsAny<CancellationToken>()))
        .Returns(() =>
        {
            Interlocked.Increment(ref reads);
            return answer();
        });

    private static Page<LiveStream> PageOf(params LiveStream[] streams) => new(streams, null);

    private static System.Text.Json.JsonElement JsonElementOf(CachedPage page) => System.Text.Json.JsonElement.Parse(page.Json.Plain);
}
