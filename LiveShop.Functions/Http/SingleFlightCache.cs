using Microsoft.Extensions.Caching.Memory;

namespace LiveShop.Functions.Http;

/// <summary>
/// Caches what was read for a while. Readers of a key that is not cached share one read (single-flight); a failed read is not kept.
/// </summary>
/// <param name="age">How old a cached value may be.</param>
/// <param name="maxSize">Sum of the sizes of all entries; what does not fit is read again for every request.</param>
public sealed class SingleFlightCache<TKey, TValue>(TimeSpan age, int maxSize) : IDisposable
    where TKey : notnull
{
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = maxSize });
    private readonly Lock gate = new();

    /// <param name="key">Which value.</param>
    /// <param name="read">Reads the value. Not bound to the request that starts it, because others wait for the same read.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="size">Of the entry, in the unit of the cache's limit.</param>
    public Task<TValue> GetAsync(TKey key, Func<Task<TValue>> read, CancellationToken cancellation, int size = 1)
    {
        Lazy<Task<TValue>> loading;
        lock (gate)
            loading = cache.Get<Lazy<Task<TValue>>>(key) ?? Keep(key, new(() => ReadAsync(key, read)), size);
        return loading.Value.WaitAsync(cancellation);
    }

    /// <summary>Replaces what is cached, such as after a write.</summary>
    public void Set(TKey key, TValue value, int size = 1)
    {
        lock (gate)
            Keep(key, new(Task.FromResult(value)), size);
    }

    public void Dispose() => cache.Dispose();

    private Lazy<Task<TValue>> Keep(TKey key, Lazy<Task<TValue>> value, int size) =>
        cache.Set(key, value, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = age, Size = size });

    private async Task<TValue> ReadAsync(TKey key, Func<Task<TValue>> read)
    {
        try
        {
            return await read();
        }
        catch
        {
            cache.Remove(key);
            throw;
        }
    }
}
