using System.Text.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Streams and their journals in the data file, with an index of the products that are pinned.</summary>
public sealed class SqliteLiveStreamStore(SqliteStorage storage) : ILiveStreamStore
{
    public Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation) =>
        storage.FindAsync<LiveStream>(ContainerNames.LiveStreams, streamId, cancellation);

    public Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation) =>
        WriteAsync(stream, [change], (writes, state) => writes.Insert(state), cancellation);

    public Task<bool> TrySaveAsync(LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation) =>
        WriteAsync(stream, changes, (writes, state) => writes.Replace(state, ifMatch), cancellation);

    public Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation) =>
        status is { } only
            ? storage.ListAsync<LiveStream>(ContainerNames.LiveStreams, "listed_as = $filter", NameOf(only), page, cancellation)
            : storage.ListAsync<LiveStream>(ContainerNames.LiveStreams, "$filter IS NULL", null, page, cancellation);

    public async Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation)
    {
        var rows = await storage.ReadAsync(session => session.Query(
            """
            SELECT id, body FROM documents
            WHERE type = 'change' AND partition_key = $streamId AND version > $after
            ORDER BY version LIMIT $limit
            """,
            DocumentReads.WithId, ("$streamId", streamId), ("$after", after), ("$limit", limit)), cancellation);
        return rows.ReadValid<LiveStreamChange>(storage.Logger);
    }

    public async Task<IReadOnlyList<string>> WithPinnedProductAsync(string productId, CancellationToken cancellation) =>
        await storage.ReadAsync(session => session.Query(
            "SELECT stream_id FROM pinned_products WHERE product_id = $productId",
            row => row.GetString(0), ("$productId", productId)), cancellation);

    private Task<bool> WriteAsync(
        LiveStream stream, IReadOnlyList<LiveStreamChange> changes, Func<DocumentWrites, DocumentRow, bool> write, CancellationToken cancellation)
    {
        var state = new DocumentRow(ContainerNames.LiveStreams, stream.StreamId, stream.StreamId, Documents.LiveStreamType, stream.Version, Documents.Write(stream))
        {
            ListKey = NameOf(stream.Status),
        };
        var entries = changes.Select(change => new DocumentRow(
            ContainerNames.LiveStreams, stream.StreamId, Documents.ChangeId(change.Version), Documents.ChangeType, change.Version, Documents.Write(change))).ToList();
        var pins = JsonSerializer.Serialize(stream.PinnedProducts.Select(pin => pin.ProductId));
        return storage.WriteAsync(writes =>
        {
            if (!write(writes, state) || !entries.TrueForAll(writes.Insert))
                return false;
            writes.SetPinnedProducts(stream.StreamId, pins);
            return true;
        }, cancellation);
    }

    private static string NameOf(LiveStreamStatus status) => status switch
    {
        LiveStreamStatus.Scheduled => "scheduled",
        LiveStreamStatus.Live => "live",
        LiveStreamStatus.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
