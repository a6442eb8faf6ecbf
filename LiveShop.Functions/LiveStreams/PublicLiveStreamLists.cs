using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;
using Microsoft.Extensions.Caching.Memory;

namespace LiveShop.Functions.LiveStreams;

/// <summary>
/// Caches pages of the customers' list of streams for a second as UTF-8 JSON. Readers of a page that is not cached share one read
/// of the store (single-flight).
/// </summary>
public sealed class PublicLiveStreamLists(ILiveStreamStore streams) : IDisposable
{
    /// <summary>How old a cached page may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    /// <summary>Streams on all cached pages, some KB each; what does not fit is read again for every request.</summary>
    public const int MaxStreams = 4_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxStreams });
    private readonly Lock gate = new();

    /// <exception cref="InvalidContinuationTokenException">The token is not of this list.</exception>
    /// <exception cref="StoreUnavailableException">The page is not cached, and the store cannot be read.</exception>
    public Task<byte[]> FindAsync(LiveStreamStatus? status, PageRequest page, CancellationToken cancellation)
    {
        var key = (status, page);
        Lazy<Task<byte[]>> loading;
        lock (gate)
        {
            if (cache.Get<Lazy<Task<byte[]>>>(key) is not { } cached)
            {
                cached = new(() => LoadAsync(status, page));
                cache.Set(key, cached, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Age, Size = page.Limit });
            }

            loading = cached;
        }

        return loading.Value.WaitAsync(cancellation);
    }

    public void Dispose() => cache.Dispose();

    // Not bound to the request that started it, because others wait for the same read.
    private async Task<byte[]> LoadAsync(LiveStreamStatus? status, PageRequest page)
    {
        try
        {
            var found = await streams.ListAsync(status, page, CancellationToken.None);
            IReadOnlyList<LiveStreamResource> items = [.. found.Items.Select(LiveStreamResource.ForCustomers)];
            return JsonSerializer.SerializeToUtf8Bytes(
                new ListResource<LiveStreamResource>(items, found.ContinuationToken), LiveShopJson.Options);
        }
        catch
        {
            cache.Remove((status, page));
            throw;
        }
    }
}
