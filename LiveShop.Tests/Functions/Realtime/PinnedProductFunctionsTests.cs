using System.Text.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using LiveShop.Functions.Realtime;
using LiveShop.Tests.Contract;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;

namespace LiveShop.Tests.Functions.Realtime;

/// <summary>The functions that keep the cards on streams true to their products, on batches made by hand.</summary>
public sealed class PinnedProductFunctionsTests : IDisposable
{
    private readonly Dictionary<string, LiveStream> saved = [];
    private readonly Mock<ILiveStreamStore> streams = new();
    private readonly Mock<IProductStore> products = new();
    private readonly CapturedLog log = new();
    private readonly ServiceProvider services;

    public PinnedProductFunctionsTests()
    {
        services = LiveShop.Core.ServiceCollectionExtensions.AddLiveShopCore(new ServiceCollection())
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton(streams.Object)
            .AddSingleton(products.Object)
            .BuildServiceProvider();
        streams.Setup(store => store.WithPinnedProductAsync(It.IsAny<string>(), It.IsAny<CancellationToken>())).ReturnsAsync([]);
        streams.Setup(store => store.TrySaveAsync(It.IsAny<LiveStream>(), It.IsAny<IReadOnlyList<LiveStreamChange>>(), It.IsAny<string>(), It.IsAny<CancellationToken>()))
            .ReturnsAsync(true)
            .Callback((LiveStream stream, IReadOnlyList<LiveStreamChange> _, string _, CancellationToken _) => saved[stream.StreamId] = stream);
    }

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task A_changed_product_reaches_every_stream_that_has_it_pinned()
    {
        var mug = Change("mug", amount: 5);
        Pinned("mug", Stream("one", "mug"), Stream("two", "bowl", "mug"));

        await RefreshAsync(Feed.BatchOf(Feed.Document(mug)));

        Assert.Equal(["one", "two"], saved.Keys.Order());
        Assert.All(saved.Values, stream => Assert.Equal(5, stream.PinnedProducts.Single(pin => pin.ProductId == "mug").Product.Price.Amount));
    }

    [Fact]
    public async Task Product_repeated_in_a_batch_is_processed_once()
    {
        var mug = Change("mug", amount: 5);

        await RefreshAsync(Feed.BatchOf(Feed.Document(mug), Feed.Document(Sample.Product("mug")), Feed.Document(mug)));

        streams.Verify(store => store.WithPinnedProductAsync("mug", It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Unreadable_product_does_not_block_the_batch()
    {
        var mug = Change("mug", amount: 5);
        Pinned("mug", Stream("one", "mug"));
        var unreadable = Feed.Unreadable("product", Feed.Document(Sample.Product("bowl"))).Append(("deep", Feed.Deep("product"))).ToList();

        await RefreshAsync(Feed.BatchOf([.. unreadable.Select(document => document.Item2), .. Feed.Foreign, Feed.Document(mug)]));

        Assert.Contains("one", saved.Keys);
        Assert.All(unreadable, document => Assert.Single(log.Entries, entry =>
            entry.StartsWith("Error", StringComparison.Ordinal) && entry.Contains($"Id={document.Item1} ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Unreadable_stream_does_not_block_other_streams()
    {
        var (mug, bowl) = (Change("mug", amount: 5), Change("bowl", amount: 6));
        Pinned("mug", Stream("unreadable", "mug"), Stream("one", "mug"));
        Pinned("bowl", Stream("two", "bowl"));
        streams.Setup(store => store.FindAsync("unreadable", It.IsAny<CancellationToken>())).ThrowsAsync(new JsonException("No such status."));

        await RefreshAsync(Feed.BatchOf(Feed.Document(mug), Feed.Document(bowl)));

        Assert.Equal(["one", "two"], saved.Keys.Order());
        Assert.Single(log.Entries, entry => entry.StartsWith("Error", StringComparison.Ordinal) && entry.Contains("unreadable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unavailable_store_fails_the_batch_for_redelivery()
    {
        var mug = Change("mug", amount: 5);
        Pinned("mug", Stream("one", "mug"));
        streams.Setup(store => store.FindAsync("one", It.IsAny<CancellationToken>())).ThrowsAsync(new StoreUnavailableException("Down.", TimeSpan.FromSeconds(1)));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => RefreshAsync(Feed.BatchOf(Feed.Document(mug))));
    }

    [Fact]
    public async Task Failed_stream_write_fails_the_batch_after_all_other_streams_are_processed()
    {
        var (mug, bowl) = (Change("mug", amount: 5), Change("bowl", amount: 6));
        Pinned("mug", Stream("one", "mug"), Stream("two", "mug"));
        Pinned("bowl", Stream("three", "bowl"));
        streams.Setup(store => store.FindAsync("one", It.IsAny<CancellationToken>())).ThrowsAsync(new StoreUnavailableException("Down.", TimeSpan.FromSeconds(1)));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => RefreshAsync(Feed.BatchOf(Feed.Document(mug), Feed.Document(bowl))));

        Assert.Equal(["three", "two"], saved.Keys.Order());
    }

    [Fact]
    public async Task Every_failure_of_a_batch_is_reported()
    {
        var (mug, bowl) = (Change("mug", amount: 5), Change("bowl", amount: 6));
        foreach (var id in new[] { "mug", "bowl" })
            streams.Setup(store => store.WithPinnedProductAsync(id, It.IsAny<CancellationToken>())).ThrowsAsync(new StoreUnavailableException(id, TimeSpan.FromSeconds(1)));

        var failed = await Assert.ThrowsAsync<AggregateException>(() => RefreshAsync(Feed.BatchOf(Feed.Document(mug), Feed.Document(bowl))));

        Assert.Equal(["mug", "bowl"], failed.InnerExceptions.Select(failure => failure.Message));
    }

    [Fact]
    public async Task Failed_card_check_fails_the_batch_after_all_other_cards_are_processed()
    {
        Change("mug", amount: 5);
        var pinned = Sample.ScheduledStream().Pin(Sample.Product("mug"), null, Sample.By(Sample.Ann));
        var other = Sample.ScheduledStream().Pin(Sample.Product("bowl"), null, Sample.By(Sample.Ann));
        Pinned("mug", pinned.State());
        products.Setup(store => store.FindAsync("bowl", It.IsAny<CancellationToken>())).ThrowsAsync(new StoreUnavailableException("Down.", TimeSpan.FromSeconds(1)));

        await Assert.ThrowsAsync<StoreUnavailableException>(() => RecheckAsync(Feed.BatchOf(Feed.Document(other.Change()), Feed.Document(pinned.Change()))));

        Assert.Equal(5, saved["demo"].PinnedProducts.Single().Product.Price.Amount);
    }

    [Fact]
    public async Task Card_copied_before_a_product_change_is_corrected()
    {
        var old = Sample.Product("mug");
        Change("mug", amount: 5);
        var pinned = Sample.ScheduledStream().Pin(old, null, Sample.By(Sample.Ann));
        Pinned("mug", pinned.State());

        await RecheckAsync(Feed.BatchOf([.. Feed.Foreign, Feed.Document(pinned.Change())]));

        Assert.Equal(5, saved["demo"].PinnedProducts.Single().Product.Price.Amount);
    }

    [Fact]
    public async Task Changes_without_a_card_copy_read_nothing()
    {
        var stream = Sample.LiveStreamWith("mug");

        await RecheckAsync(Feed.BatchOf(
            Feed.Document(stream), Feed.Document(stream.Stop(Sample.By(Sample.Ann)).Change()), Feed.Document(stream.Unpin("mug", Sample.By(Sample.Ann)).Change())));

        products.VerifyNoOtherCalls();
        Assert.Empty(saved);
    }

    [Fact]
    public async Task Unreadable_journal_entry_or_product_does_not_block_others()
    {
        Change("mug", amount: 5);
        var pinned = Sample.ScheduledStream().Pin(Sample.Product("mug"), null, Sample.By(Sample.Ann));
        var other = Sample.ScheduledStream().Pin(Sample.Product("unreadable"), null, Sample.By(Sample.Ann));
        Pinned("mug", pinned.State());
        products.Setup(store => store.FindAsync("unreadable", It.IsAny<CancellationToken>())).ThrowsAsync(new JsonException("No price."));
        var unreadable = Feed.Unreadable("change", Feed.Document(pinned.Change())).Select(document => document.Document);

        await RecheckAsync(Feed.BatchOf([.. unreadable, Feed.Document(other.Change()), Feed.Document(pinned.Change())]));

        Assert.Equal(5, saved["demo"].PinnedProducts.Single().Product.Price.Amount);
    }

    private Task RefreshAsync(string batch) =>
        ActivatorUtilities.CreateInstance<UpdateCardsAfterProductChange>(services).RunAsync(batch, CancellationToken.None);

    private Task RecheckAsync(string batch) =>
        ActivatorUtilities.CreateInstance<VerifyCardsAfterPin>(services).RunAsync(batch, CancellationToken.None);

    private Product Change(string id, long amount)
    {
        var changed = Sample.Product(id).WithPrice(amount);
        products.Setup(store => store.FindAsync(id, It.IsAny<CancellationToken>())).ReturnsAsync(new Stored<Product>(changed, "2"));
        return changed;
    }

    private void Pinned(string productId, params LiveStream[] pinnedTo)
    {
        streams.Setup(store => store.WithPinnedProductAsync(productId, It.IsAny<CancellationToken>())).ReturnsAsync([.. pinnedTo.Select(stream => stream.StreamId)]);
        foreach (var stream in pinnedTo)
            streams.Setup(store => store.FindAsync(stream.StreamId, It.IsAny<CancellationToken>())).ReturnsAsync(new Stored<LiveStream>(stream, "1"));
    }

    private static LiveStream Stream(string id, params string[] pinned) => pinned.Aggregate(
        LiveStream.Create(id, Sample.StreamDetails(), Sample.By(Sample.Ann)).State(),
        (stream, productId) => stream.Pin(Sample.Product(productId), null, Sample.By(Sample.Ann)).State());
}
