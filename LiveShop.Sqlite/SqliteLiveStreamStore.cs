using System.Text.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;

namespace LiveShop.Sqlite;

/// <summary>Streams and their journals in the data file, with an index of the products that are pinned to those that have not ended.</summary>
public sealed class SqliteLiveStreamStore(SqliteStorage storage) : ILiveStreamStore
{
    public Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation) =>
        storage.FindAsync<LiveStream>(ContainerNames.LiveStreams, streamId, cancellation);

    public Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation) =>
        WriteAsync(stream, [change], (writes, state) => writes.Insert(state), cancellation);

    public Task<bool> TrySaveAsync(LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation) =>
        WriteAsync(stream, changes, (writes, state) => writes.Replace(state, ifMatch), cancellation);

    public Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation) =>
        storage.ListAsync<LiveStream>(ContainerNames.LiveStreams, LiveStreamSortKey.PrefixOf(status), [], page, cancellation);

    public Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation) =>
        storage.ChangesAsync<LiveStreamChange>(ContainerNames.LiveStreams, streamId, after, limit, cancellation);

    public async Task<IReadOnlyList<string>> WithPinnedProductAsync(string productId, CancellationToken cancellation) =>
        await storage.ReadAsync(session => session.Query(
            """
            SELECT stream_id FROM pinned_products
            JOIN documents ON container = $container AND partition_key = stream_id AND id = stream_id
            WHERE product_id = $productId ORDER BY listed_as
            """,
            row => row.GetString(0), ("$container", ContainerNames.LiveStreams), ("$productId", productId)), cancellation);

    private Task<bool> WriteAsync(
        LiveStream stream, IReadOnlyList<LiveStreamChange> changes, Func<DocumentWrites, DocumentRow, bool> write, CancellationToken cancellation)
    {
        var state = new DocumentRow(ContainerNames.LiveStreams, stream.StreamId, stream.StreamId, Documents.LiveStreamType, stream.Version, Documents.Write(stream))
        {
            ListKey = LiveStreamSortKey.Of(stream),
        };
        var entries = changes.Select(change => new DocumentRow(
            ContainerNames.LiveStreams, stream.StreamId, Documents.ChangeId(change.Version), Documents.ChangeType, change.Version, Documents.Write(change))).ToList();
        var followed = stream.Status == LiveStreamStatus.Ended ? [] : stream.PinnedProducts.Select(pin => pin.ProductId);
        var pins = JsonSerializer.Serialize(followed);
        return storage.WriteAsync(writes =>
        {
            if (!write(writes, state) || !entries.TrueForAll(writes.Insert))
                return false;
            writes.SetPinnedProducts(stream.StreamId, pins);
            return true;
        }, cancellation);
    }
}
