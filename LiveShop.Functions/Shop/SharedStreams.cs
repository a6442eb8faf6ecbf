using LiveShop.Core;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.Shop;

/// <summary>Caches the streams of share pages for a few seconds, since a link that is posted is opened by many at once.</summary>
public sealed class SharedStreams(ILiveStreamStore streams) : IDisposable
{
    /// <summary>How old a cached stream may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(5);

    private const int MaxStreams = 1_000;

    private readonly SingleFlightCache<string, LiveStream?> cache = new(Age, MaxStreams);

    /// <returns>Null when there is no such stream.</returns>
    /// <exception cref="StoreUnavailableException">It is not cached, and the store cannot be read.</exception>
    public async Task<LiveStream?> FindAsync(string id, CancellationToken cancellation) => Identifier.IsValid(id)
        ? await cache.GetAsync(id, async () => (await streams.FindAsync(id, CancellationToken.None))?.Value, cancellation)
        : null;

    public void Dispose() => cache.Dispose();
}
