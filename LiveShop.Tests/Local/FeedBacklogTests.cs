using System.Net;
using System.Text;
using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using LiveShop.Cosmos;
using LiveShop.Local.FunctionHost;
using LiveShop.Tests.Storage.Sqlite;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.DependencyInjection;

namespace LiveShop.Tests.Local;

/// <summary>Consumers that were away while much happened, and come back.</summary>
public sealed class FeedBacklogTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Caller ByAnn = new(Sample.Ann);

    private readonly HubDouble hub = new();

    [Theory, InlineData(StoreKind.Sqlite, 120, 12), InlineData(StoreKind.Cosmos, 30, 3)]
    public async Task Backlog_after_a_restart_sends_each_stream_at_its_latest_version_only(StoreKind kind, int streams, int edits)
    {
        await using var store = await StoreForServers.CreateAsync(kind);
        await using (var before = await store.StartAsync(services => services.AddSingleton(hub.Context)))
        {
            await ChangeAsync(before, "early", streams: 5, edits: 1);
            await CaughtUpAsync(before);
        }

        await using (var meanwhile = await store.StartAsync(services => services.WithoutPump()))
        {
            var products = meanwhile.Services.GetRequiredService<ProductCommands>();
            (await products.CreateAsync("mug", Sample.ProductDetails(amount: 1), Caller.System, None)).Accepted();
            await ChangeAsync(meanwhile, "late", streams, edits, pinned: "mug");
            (await products.ChangeAsync("mug", Sample.ProductDetails(amount: 2), Caller.System, None)).Accepted();
        }

        var back = new HubDouble();
        await using var after = await store.StartAsync(services => services.AddSingleton(back.Context));

        foreach (var id in Ids("late", streams))
        {
            await Eventually.HoldsAsync(async () => await FindAsync(after, id) is { } stream
                && stream.PinnedProducts[0].Product.Price.Amount == 2 && back.LastVersionOf(id) == stream.Version);
            var versions = back.Sent.Where(state => state.StreamId == id).Select(state => state.Version).ToList();
            Assert.Equal(versions.Order(), versions);
        }

        Assert.DoesNotContain(back.Sent, state => state.StreamId.StartsWith("early", StringComparison.Ordinal));
    }

    [Theory, InlineData(StoreKind.Sqlite), InlineData(StoreKind.Cosmos)]
    public async Task Unreadable_documents_in_the_feed_block_nothing(StoreKind kind)
    {
        await using var store = await StoreForServers.CreateAsync(kind);
        await using (var before = await store.StartAsync(services => services.WithoutPump()))
        {
            await ChangeAsync(before, "before", streams: 1, edits: 1);
            if (kind == StoreKind.Cosmos)
                await DamageAsync(before.Services);
        }

        if (kind == StoreKind.Sqlite)
            Damage(Path.Combine(store.DataDirectory(), "liveshop.db"));
        await using (var behind = await store.StartAsync(services => services.WithoutPump()))
            await ChangeAsync(behind, "behind", streams: 1, edits: 1);

        await using var server = await store.StartAsync(services => services.AddSingleton(hub.Context));

        await Eventually.HoldsAsync(() => Task.FromResult(hub.LastVersionOf("before-0") == 2 && hub.LastVersionOf("behind-0") == 2));
        await CaughtUpAsync(server);
        Assert.Contains(server.Log.Entries, entry => entry.StartsWith("Error", StringComparison.Ordinal) && entry.Contains("Id=damaged ", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Ids(string name, int streams) => Enumerable.Range(0, streams).Select(n => $"{name}-{n}");

    private static async Task<LiveStream?> FindAsync(LocalServer server, string id) =>
        (await server.Services.GetRequiredService<ILiveStreamStore>().FindAsync(id, None))?.Value;

    private static Task ChangeAsync(LocalServer server, string name, int streams, int edits, string? pinned = null)
    {
        var commands = server.Services.GetRequiredService<LiveStreamCommands>();
        return Parallel.ForEachAsync(Ids(name, streams), async (id, _) =>
        {
            (await commands.CreateAsync(id, Sample.StreamDetails(), ByAnn, None)).Accepted();
            if (pinned is not null)
                (await commands.PinAsync(id, pinned, null, ByAnn, None)).Accepted();
            for (var edit = 0; edit < edits; edit++)
                (await commands.EditAsync(id, new(Title: $"Title {edit}"), ByAnn, None)).Accepted();
        });
    }

    private static async Task CaughtUpAsync(LocalServer server)
    {
        var feed = server.Services.GetRequiredService<IChangeFeed>();
        foreach (var (_, subscription) in server.Services.GetRequiredService<FeedSubscriptions>().All)
        {
            var atRest = await UndeliveredRangesAsync(server.Services, subscription.Container);
            await Eventually.HoldsAsync(async () => await feed.BacklogAsync(subscription, None) == new FeedBacklog(atRest, TimeSpan.Zero));
        }
    }

    // A range without documents counts as one change of a Cosmos DB feed, because nothing was ever delivered of it.
    private static async Task<long> UndeliveredRangesAsync(IServiceProvider services, string containerName)
    {
        if (services.GetService<CosmosClient>() is not { } client)
            return 0;

        var container = client.GetContainer(services.GetRequiredService<CosmosSettings>().Database, containerName);
        var empty = 0;
        foreach (var range in await container.GetFeedRangesAsync())
        {
            using var changes = container.GetChangeFeedStreamIterator(ChangeFeedStartFrom.Beginning(range), ChangeFeedMode.LatestVersion);
            using var page = await changes.ReadNextAsync();
            empty += page.StatusCode == HttpStatusCode.NotModified ? 1 : 0;
        }

        return empty;
    }

    /// <summary>A stream without its parts, and where the store lets it in, something that is no JSON.</summary>
    private static void Damage(string dataFile)
    {
        RawDocuments.Insert(dataFile, ContainerNames.LiveStreams, "damaged", Damaged);
        RawDocuments.Insert(dataFile, ContainerNames.LiveStreams, "torn", Damaged[..^5]);
        RawDocuments.Insert(dataFile, ContainerNames.Catalog, "torn", Damaged[..^5]);
    }

    private static async Task DamageAsync(IServiceProvider services)
    {
        var settings = services.GetRequiredService<CosmosSettings>();
        var container = services.GetRequiredService<CosmosClient>().GetContainer(settings.Database, ContainerNames.LiveStreams);
        using var created = await container.CreateItemStreamAsync(new MemoryStream(Encoding.UTF8.GetBytes(Damaged)), new PartitionKey("damaged"));
        created.EnsureSuccessStatusCode();
    }

    private const string Damaged = $$"""{"id":"damaged","streamId":"damaged","type":"{{Documents.LiveStreamType}}","version":1}""";
}
