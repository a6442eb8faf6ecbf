using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>
/// Streams in Cosmos DB. A stream and its journal share a logical partition, so that both are written in one transaction.
/// </summary>
public sealed class CosmosLiveStreamStore : ILiveStreamStore
{
    private readonly DocumentContainer container;
    private readonly JournaledWriter documents;
    private readonly ILogger logger;

    public CosmosLiveStreamStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosLiveStreamStore> logger)
    {
        container = new(client, settings, ContainerNames.LiveStreams);
        documents = new(container, logger);
        this.logger = logger;
    }

    public Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation) =>
        container.FindAsync<LiveStream>(streamId, streamId, cancellation);

    public Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation) =>
        documents.TryCreateAsync(stream.StreamId, Document(stream), Entries([change]), null, cancellation);

    public Task<bool> TrySaveAsync(
        LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation) =>
        documents.TryReplaceAsync(stream.StreamId, Document(stream), Entries(changes), ifMatch, null, cancellation);

    public async Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation)
    {
        var found = await container.ListAsync(SystemProperties.SortKey, LiveStreamSortKey.PrefixOf(status), [], [], page, cancellation);
        return new(found.Items.ReadValid<LiveStream>(logger), found.ContinuationToken);
    }

    public async Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation) =>
        (await container.ChangesAsync(streamId, after, limit, cancellation)).ReadValid<LiveStreamChange>(logger);

    public async Task<IReadOnlyList<string>> WithPinnedProductAsync(string productId, CancellationToken cancellation)
    {
        var query = new QueryDefinition(
            """
            SELECT VALUE c.streamId FROM c JOIN pin IN c.pinnedProducts
            WHERE pin.productId = @productId AND c.sortKey < @ended ORDER BY c.sortKey
            """).WithParameter("@productId", productId).WithParameter("@ended", LiveStreamSortKey.PrefixOf(LiveStreamStatus.Ended));
        var found = await container.QueryAllAsync(query, partitionKey: null, int.MaxValue, cancellation);
        return found.Select(id => id.GetString()!).ToList();
    }

    private static byte[] Document(LiveStream stream) =>
        Documents.Write(stream).With(SystemProperties.SortKey, LiveStreamSortKey.Of(stream));

    private static (long Version, byte[] Json)[] Entries(IEnumerable<LiveStreamChange> changes) =>
        [.. changes.Select(change => (change.Version, Documents.Write(change)))];
}
