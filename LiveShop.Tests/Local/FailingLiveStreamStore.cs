using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;

namespace LiveShop.Tests.Local;

/// <summary>A store that fails to find the streams with a pinned product, so that the function that updates their cards is stuck.</summary>
internal sealed class FailingLiveStreamStore(ILiveStreamStore streams, FailingLiveStreamStore.Trouble trouble) : ILiveStreamStore
{
    public Task<Stored<LiveStream>?> FindAsync(string streamId, CancellationToken cancellation) =>
        streams.FindAsync(streamId, cancellation);

    public Task<bool> TryCreateAsync(LiveStream stream, LiveStreamChange change, CancellationToken cancellation) =>
        streams.TryCreateAsync(stream, change, cancellation);

    public Task<bool> TrySaveAsync(LiveStream stream, IReadOnlyList<LiveStreamChange> changes, string ifMatch, CancellationToken cancellation) =>
        streams.TrySaveAsync(stream, changes, ifMatch, cancellation);

    public Task<Page<LiveStream>> ListAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation) =>
        streams.ListAsync(status, page, cancellation);

    public Task<IReadOnlyList<LiveStreamChange>> ChangesAsync(string streamId, long after, int limit, CancellationToken cancellation) =>
        streams.ChangesAsync(streamId, after, limit, cancellation);

    public async Task<IReadOnlyList<string>> WithPinnedProductAsync(string productId, CancellationToken cancellation)
    {
        await trouble.MeetAsync(productId, cancellation);
        return await streams.WithPinnedProductAsync(productId, cancellation);
    }

    /// <param name="product">The product whose streams cannot be found.</param>
    /// <param name="hangs">Never returns instead of failing.</param>
    internal sealed class Trouble(string product, bool hangs)
    {
        private int met;

        public int Met => Volatile.Read(ref met);

        public bool IsOver { get; set; }

        public async Task MeetAsync(string productId, CancellationToken cancellation)
        {
            if (IsOver || productId != product)
                return;
            Interlocked.Increment(ref met);
            if (hangs)
                await Task.Delay(Timeout.Infinite, cancellation);
            throw new InvalidOperationException("Not this one.");
        }
    }
}
