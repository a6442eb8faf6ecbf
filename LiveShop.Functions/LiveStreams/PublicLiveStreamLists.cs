using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;

namespace LiveShop.Functions.LiveStreams;

/// <summary>Caches pages of the customers' list of streams for a second as UTF-8 JSON.</summary>
public sealed class PublicLiveStreamLists(ILiveStreamStore streams) : IDisposable
{
    /// <summary>How old a cached page may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    /// <summary>Streams on all cached pages, some KB each; what does not fit is read again for every request.</summary>
    public const int MaxStreams = 4_000;

    private readonly SingleFlightCache<(LiveStreamStatus?, PageRequest), byte[]> pages = new(Age, MaxStreams);

    /// <exception cref="InvalidContinuationTokenException">The token is not of this list.</exception>
    /// <exception cref="StoreUnavailableException">The page is not cached, and the store cannot be read.</exception>
    public Task<byte[]> FindAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation) =>
        pages.GetAsync((status, page), () => ReadAsync(status, page), cancellation, page.Limit);

    public void Dispose() => pages.Dispose();

    private async Task<byte[]> ReadAsync(LiveStreamStatus? status, PageRequest page)
    {
        var found = await streams.ListAsync(status, page, CancellationToken.None);
        IReadOnlyList<LiveStreamResource> items = [.. found.Items.Select(LiveStreamResource.ForCustomers)];
        return JsonSerializer.SerializeToUtf8Bytes(
            new ListResource<LiveStreamResource>(items, found.ContinuationToken), LiveShopJson.Options);
    }
}
