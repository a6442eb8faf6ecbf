using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>Loads and saves streams, each state together with the journal entries that made it: all are written or nothing.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface ILiveStreamStore
{
    Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the id is taken.</returns>
    Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation);

    /// <param name="changes">At least one, in their order: what led from the stream with this ETag to this one.</param>
    /// <returns>False, and nothing written, when the stream is no longer the one with this ETag.</returns>
    Task<bool> TrySaveAsync(LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation);

    /// <exception cref="InvalidContinuationTokenException">The token is not one of this store's.</exception>
    Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation);

    /// <summary>The journal after a version, oldest first, at most <paramref name="limit"/> entries.</summary>
    Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation);

    /// <summary>Ids of the streams that have the product pinned, hidden or not.</summary>
    Task<IReadOnlyList<string>> WithPinnedProductAsync(string productId, CancellationToken cancellation);
}
