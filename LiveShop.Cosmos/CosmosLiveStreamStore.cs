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
    private readonly VerifiedWrite writes;
    private readonly ILogger logger;

    public CosmosLiveStreamStore(CosmosClient client, CosmosSettings settings, ILogger<CosmosLiveStreamStore> logger)
    {
        container = new(client, settings, ContainerNames.LiveStreams);
        writes = new(container, logger);
        this.logger = logger;
    }

    public async Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation) =>
        await container.FindAsync(streamId, streamId, cancellation) is { } found
            ? new(Documents.Read<LiveStream>(found.Json), found.ETag)
            : null;

    public Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation) =>
        TryWriteAsync(stream, [change], (batch, document) => batch.CreateItemStream(document), cancellation);

    public Task<bool> TrySaveAsync(
        LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation) =>
        TryWriteAsync(stream, changes,
            (batch, document) => batch.ReplaceItemStream(stream.StreamId, document, new() { IfMatchEtag = ifMatch }), cancellation);

    public async Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation)
    {
        var found = await container.ListAsync(SystemProperties.SortKey, LiveStreamSortKey.PrefixOf(status), [], page, cancellation);
        return new(found.Items.ReadValid<LiveStream>(logger), found.ContinuationToken);
    }

    public async Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.version > @after ORDER BY c.version")
            .WithParameter("@type", Documents.ChangeType)
            .WithParameter("@after", after);
        return (await container.QueryAllAsync(query, streamId, limit, cancellation)).ReadValid<LiveStreamChange>(logger);
    }

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

    private Task<bool> TryWriteAsync(
        LiveStream stream, IReadOnlyList<LiveStreamChange> changes,
        Action<TransactionalBatch, Stream> write, CancellationToken cancellation)
    {
        var writeId = SystemProperties.NewWriteId();
        var state = Documents.Write(stream).With(SystemProperties.SortKey, LiveStreamSortKey.Of(stream));
        var entries = changes.Select(change => Documents.Write(change).With(SystemProperties.WriteId, writeId)).ToList();
        return writes.RunAsync(async timeout =>
        {
            using var stateContent = new MemoryStream(state, writable: false);
            var batch = container.Container.CreateTransactionalBatch(new PartitionKey(stream.StreamId));
            write(batch, stateContent);
            foreach (var entry in entries)
                batch.CreateItemStream(new MemoryStream(entry, writable: false));
            using var response = await batch.ExecuteAsync(timeout);
            return (response.StatusCode, response.Headers);
        }, () => ReadBackAsync(changes[0], writeId), cancellation);
    }

    // A journal entry is never replaced, so it always tells whose change was written.
    private async Task<WriteOutcome> ReadBackAsync(LiveStreamChange change, string writeId)
    {
        if (await container.FindAsync(Documents.ChangeId(change.Version), change.StreamId, CancellationToken.None) is not { } entry)
            return WriteOutcome.NotWritten;
        return entry.Json.HasWriteId(writeId) ? WriteOutcome.Written : WriteOutcome.Superseded;
    }
}
