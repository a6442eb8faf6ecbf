using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using LiveShop.Core.Json;
using LiveShop.Core.Storage;

namespace LiveShop.Functions.Http;

/// <summary>A page of a list as UTF-8 JSON.</summary>
/// <param name="ETag">Of these bytes: two pages with the same tag are the same.</param>
public sealed record CachedPage(string ETag, CompressibleBytes Json);

/// <summary>
/// Caches pages of a list as everybody gets it, for a second.
/// </summary>
public abstract class PublicListCache<TFilter, T, TView>(Func<TFilter, PageRequest, Task<Page<T>>> list, Func<T, TView> view) : IDisposable
{
    /// <summary>How old a cached page may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    /// <summary>Items on all cached pages, some KB each; what does not fit is read again for every request.</summary>
    public const int MaxItems = 4_000;

    /// <summary>Bytes of the ETag's hash.</summary>
    private const int HashLength = 16;

    /// <summary>Quick, because a page is compressed anew every second.</summary>
    private const int BrotliQuality = 4;

    private readonly SingleFlightCache<(TFilter, PageRequest), CachedPage> pages = new(Age, MaxItems);

    /// <exception cref="InvalidContinuationTokenException">The token is not of this list.</exception>
    /// <exception cref="StoreUnavailableException">The page is not cached, and the store cannot be read.</exception>
    public Task<CachedPage> FindAsync(TFilter filter, PageRequest page, CancellationToken cancellation) =>
        pages.GetAsync((filter, page), () => ReadAsync(filter, page), cancellation, page.Limit);

    public void Dispose()
    {
        pages.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<CachedPage> ReadAsync(TFilter filter, PageRequest page)
    {
        var found = await list(filter, page);
        IReadOnlyList<TView> items = [.. found.Items.Select(view)];
        var json = JsonSerializer.SerializeToUtf8Bytes(new ListResource<TView>(items, found.ContinuationToken), LiveShopJson.Options);
        return new($"\"{Base64Url.EncodeToString(SHA256.HashData(json).AsSpan(0, HashLength))}\"", new CompressibleBytes(json, BrotliQuality));
    }
}
