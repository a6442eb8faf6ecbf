using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Media;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using LiveShop.Functions.LiveStreams;
using LiveShop.Functions.Realtime;
using LiveShop.Tests.Contract;
using LiveShop.Tests.Interleavings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Moq;
using Xunit.Abstractions;

namespace LiveShop.Tests.Functions.Realtime;

public sealed class PublishLiveStreamChangesTests : IDisposable
{
    private readonly Mock<ILiveStreamStore> store = new();
    private readonly CapturedLog log = new();
    private readonly ITestOutputHelper output;
    private readonly ServiceProvider services;

    public PublishLiveStreamChangesTests(ITestOutputHelper output)
    {
        this.output = output;
        services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(log))
            .AddSingleton(TimeProvider.System)
            .AddSingleton(store.Object)
            .AddSingleton<Snapshots>()
            .BuildServiceProvider();
    }

    public void Dispose() => services.Dispose();

    [Fact]
    public void Batch_sends_each_stream_once_at_its_highest_version()
    {
        var documents = Versions("demo").Concat(Versions("other").Take(2)).Select(Feed.Document).ToList();

        foreach (var order in Permutations.Of(documents))
        {
            var messages = Publish(Feed.BatchOf(order));

            Assert.Equal(
                [("stream-demo", 3L), ("stream-other", 2L)],
                messages.Select(message => (message.GroupName!, StateOf(message).Version)).Order());
        }
    }

    [Fact]
    public void Message_is_the_complete_customer_state_sent_to_the_group_of_the_stream()
    {
        var stream = Sample.LiveStreamWith("mug", "bowl").SetActive("mug", false, Sample.By(Sample.Ann)).State();

        var message = Assert.Single(Publish(Feed.BatchOf(Feed.Document(stream))));

        Assert.Equal("livestreamUpdated", message.Target);
        Assert.Equal(("stream-demo", null, null), (message.GroupName, message.UserId, message.ConnectionId));
        Assert.Equal(JsonSerializer.Serialize(LiveStreamState.ForCustomers(stream), LiveShopJson.Options), Written(message, LiveShopJson.Options));
        Assert.Equal(["bowl"], StateOf(message).PinnedProducts.Select(pin => pin.ProductId));
    }

    [Fact]
    public void Worker_serializer_writes_the_message_in_the_same_form()
    {
        var message = Assert.Single(Publish(Feed.BatchOf(Feed.Document(Sample.LiveStreamWith("mug")))));
        var workers = new JsonSerializerOptions();
        LiveShopJson.Configure(workers);

        Assert.Equal(Written(message, LiveShopJson.Options), Written(message, workers));
        Assert.StartsWith("""{"streamId":"demo","version":3,"status":"live",""", Written(message, workers), StringComparison.Ordinal);
    }

    [Fact]
    public void Message_of_a_stream_with_five_pins_under_UUIDs_is_shorter_than_2048_bytes()
    {
        var stream = Sample.LiveStreamWith([.. Enumerable.Range(0, 5).Select(_ => LiveShop.Core.Identifier.New())]);

        var message = Assert.Single(Publish(Feed.BatchOf(Feed.Document(stream))));

        Assert.Equal(5, StateOf(message).PinnedProducts.Count);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Written(message, LiveShopJson.Options)), 1, 2047);
    }

    [Fact]
    public void Message_with_five_products_with_variants_struck_prices_uploaded_pictures_and_ids_by_the_server_is_shorter_than_2048_bytes()
    {
        var stream = Enumerable.Range(0, 5).Aggregate(
            Sample.LiveStreamWith(),
            (pinned, n) => pinned.Pin(Shirt(n), null, Sample.By(Sample.Ann)).State());
        stream = stream.PinnedProducts.Aggregate(stream, (noted, pin) =>
            noted.EditPin(pin.ProductId, new(Note: new string('n', PinnedProduct.MaxNoteLength)), Sample.By(Sample.Ann)).State());

        var message = Assert.Single(Publish(Feed.BatchOf(Feed.Document(stream))));

        Assert.All(StateOf(message).PinnedProducts, pin => Assert.True(pin.Product is
        {
            HasOptions: true, PriceVaries: true, CompareAtPrice: not null, Stock: not null, ImageUrl: not null,
        }));
        var bytes = System.Text.Encoding.UTF8.GetByteCount(Written(message, LiveShopJson.Options));
        output.WriteLine($"{bytes} bytes");
        Assert.InRange(bytes, 1, 2047);

        static Product Shirt(int n) => Product.Create(null, Sample.ShirtDetails() with
        {
            ImageUrl = MediaName.AddressOf(MediaName.Of([(byte)n])),
            Variants =
            [
                Sample.ShirtVariant("S", 4900, 3) with { CompareAtPrice = new(5900, "EUR") },
                Sample.ShirtVariant("M", 5900, 6),
            ],
        }, Sample.By(Sample.Ann)).State();
    }

    [Fact]
    public void Batch_without_streams_sends_nothing()
    {
        Assert.Empty(Publish("[]"));
        Assert.Empty(Publish(Feed.BatchOf(Feed.Document(Change()), Feed.Document(Sample.Product("mug")))));
        Assert.Empty(Publish(Feed.BatchOf(Feed.Foreign)));
        Assert.Empty(log.Lines);
    }

    [Fact]
    public void Unreadable_document_is_logged_by_id_and_does_not_block_the_batch()
    {
        var whole = Feed.Document(Sample.LiveStreamWith("mug"));
        List<(string Id, string Document)> unreadable =
        [
            .. Feed.Unreadable("livestream", whole),
            ("null-pins", Damaged("null-pins", "\"pinnedProducts\":", "\"pinnedProducts\":null,\"was\":")),
            ("null-pin", Damaged("null-pin", "\"pinnedProducts\":", "\"pinnedProducts\":[null],\"was\":")),
            ("null-card", Damaged("null-card", "\"product\":", "\"product\":null,\"was\":")),
            ("unknown-status", Damaged("unknown-status", "\"live\"", "\"paused\"")),
            ("number-status", Damaged("number-status", "\"live\"", "1")),
            ("half-a-character", Damaged("half-a-character", "\"title\":\"", "\"title\":\"\\ud800")),
            ("no-stream-id", Damaged("no-stream-id", "\"streamId\":", "\"was\":")),
            ("deep", Feed.Deep("livestream")),
        ];

        var messages = Publish(Feed.BatchOf([.. unreadable.Select(document => document.Document), .. Feed.Foreign, whole]));

        Assert.Equal("stream-demo", Assert.Single(messages).GroupName);
        Assert.All(unreadable, document => Assert.Single(log.Entries, entry =>
            entry.StartsWith("Error", StringComparison.Ordinal) && entry.Contains($"Id={document.Id} ", StringComparison.Ordinal)));

        string Damaged(string id, string what, string with) =>
            whole.Replace("\"id\":\"demo\"", $"\"id\":\"{id}\"", StringComparison.Ordinal).Replace("\"streamId\":\"demo\"", $"\"streamId\":\"{id}\"", StringComparison.Ordinal)
                .Replace(what, with, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Published_state_is_served_by_snapshots_at_once()
    {
        var (old, current) = (Versions("demo")[0], Versions("demo")[2]);
        store.Setup(streams => streams.FindAsync("demo", It.IsAny<CancellationToken>())).ReturnsAsync(new Stored<LiveStream>(old, "1"));
        Assert.Equal(1, await SnapshotAsync());

        Publish(Feed.BatchOf(Feed.Document(current)));

        Assert.Equal(3, await SnapshotAsync());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Late_or_repeated_batch_does_not_roll_a_snapshot_back(bool isAtHand)
    {
        var (old, current) = (Versions("demo")[0], Versions("demo")[2]);
        store.Setup(streams => streams.FindAsync("demo", It.IsAny<CancellationToken>())).ReturnsAsync(new Stored<LiveStream>(current, "3"));
        if (isAtHand)
            Assert.Equal(3, await SnapshotAsync());

        Publish(Feed.BatchOf(Feed.Document(old)));

        Assert.Equal(3, await SnapshotAsync());
    }

    private async Task<long?> SnapshotAsync() =>
        (await services.GetRequiredService<Snapshots>().FindAsync("demo", CancellationToken.None))?.Version;

    private SignalRMessageAction[] Publish(string batch) =>
        ActivatorUtilities.CreateInstance<PublishLiveStreamChanges>(services).Run(batch);

    private static LiveStreamState StateOf(SignalRMessageAction message) =>
        Assert.IsType<LiveStreamState>(Assert.Single(message.Arguments!));

    private static string Written(SignalRMessageAction message, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(Assert.Single(message.Arguments!), options);

    private static List<LiveStream> Versions(string id)
    {
        var created = LiveStream.Create(id, Sample.StreamDetails(), Sample.By(Sample.Ann)).State();
        var started = created.Start(Sample.By(Sample.Ann)).State();
        return [created, started, started.Pin(Sample.Product("mug"), null, Sample.By(Sample.Ann)).State()];
    }

    private static LiveStreamChange Change() => LiveStream.Create("demo", Sample.StreamDetails(), Sample.By(Sample.Ann)).Change();
}
