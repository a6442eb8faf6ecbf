using LiveShop.Core.Storage;

namespace LiveShop.Core.LiveStreams;

/// <summary>Loads and saves streams. A state and the journal entries that led to it are written in one transaction.</summary>
/// <exception cref="StoreUnavailableException">From every method, when the store cannot answer now.</exception>
public interface ILiveStreamStore
{
    Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation);

    /// <returns>False, and nothing written, when the id is taken.</returns>
    Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation);

    /// <param name="changes">The changes from the stream with this ETag to the given one, at least one, in their order.</param>
    /// <returns>False, and nothing written, when the stored stream has another ETag.</returns>
    Task<bool> TrySaveAsync(LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation);

    /// <summary>
    /// Streams in the order of <see cref="LiveStreamSortKey"/>. A stream whose place changes between two pages may be on both or
    /// on neither; all others are on exactly one.
    /// </summary>
    /// <exception cref="InvalidContinuationTokenException">The token was not made by this store for this list.</exception>
    Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation);

    /// <summary>The journal after a version, oldest first, at most <paramref name="limit"/> entries.</summary>
    Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation);

    /// <summary>Ids of the streams that have not ended and have the product pinned, hidden or not: live ones first.</summary>
    Task<IReadOnlyList<string>> WithPinnedProductAsync(string productId, CancellationToken cancellation);
}
