using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Storage.InMemory;

internal sealed class InMemoryLiveStreamStore(InMemoryDatabase database, ICallOrder order) : ILiveStreamStore
{
    public Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation) =>
        order.RunAsync("livestreams.find", () => database.Streams.Find(streamId), cancellation);

    public Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation) =>
        order.RunAsync("livestreams.create", () =>
            database.Write(() => database.Streams.TryCreate(stream.StreamId, stream), [change]), cancellation);

    public Task<bool> TrySaveAsync(LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation) =>
        order.RunAsync("livestreams.save", () =>
            database.Write(() => database.Streams.TrySave(stream.StreamId, stream, ifMatch), changes), cancellation);

    public Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation) =>
        order.RunAsync("livestreams.list", () => database.Streams.List(
            $"livestreams/{status}", stream => status is null || stream.Status == status, LiveStreamSortKey.Of, page), cancellation);

    public Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation) =>
        order.RunAsync<IReadOnlyList<LiveStreamChange>>("livestreams.changes", () =>
            database.JournalOf(streamId).Where(change => change.Version > after).Take(limit).ToList(), cancellation);

    public Task<IReadOnlyList<string>> WithPinnedProductAsync(string productId, CancellationToken cancellation) =>
        order.RunAsync<IReadOnlyList<string>>("livestreams.with-product", () =>
            database.Streams.Where(stream => stream.Status != LiveStreamStatus.Ended && stream.PinnedProducts.Any(pin => pin.ProductId == productId))
                .OrderBy(LiveStreamSortKey.Of, StringComparer.Ordinal).Select(stream => stream.StreamId).ToList(), cancellation);
}
