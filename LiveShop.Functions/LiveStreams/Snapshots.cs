using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;
using Microsoft.Extensions.Caching.Memory;

namespace LiveShop.Functions.LiveStreams;

/// <summary>A stream's public state as UTF-8 JSON.</summary>
public sealed record Snapshot(long Version, string ETag, byte[] Json);

/// <summary>
/// Caches the public states of streams for a second. Readers of a stream that is not cached share one read of the store
/// (single-flight), and a published state replaces a cached older one at once.
/// </summary>
public sealed class Snapshots(ILiveStreamStore streams) : IDisposable
{
    /// <summary>How old a cached state may be.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    /// <summary>Entries; bounds the memory that requests for invented ids can use within a second.</summary>
    private const int MaxStreams = 20_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxStreams });

    /// <returns>Null when there is no such stream.</returns>
    /// <exception cref="StoreUnavailableException">It is not cached, and the store cannot be read.</exception>
    public Task<Snapshot?> FindAsync(string streamId, CancellationToken cancellation)
    {
        if (!Identifier.IsValid(streamId))
            return Task.FromResult<Snapshot?>(null);

        if (cache.Get<Lazy<Task<Snapshot?>>>(streamId) is not { } loading)
            Cache(streamId, loading = new(() => LoadAsync(streamId)));
        return loading.Value.WaitAsync(cancellation);
    }

    /// <summary>
    /// Keeps the higher version of the cached and the published state, since the feed may deliver an old one late. Caches nothing
    /// when nobody has asked for the stream within the last second.
    /// </summary>
    /// <returns>The published state.</returns>
    public Snapshot Update(LiveStream stream)
    {
        var snapshot = Of(stream);
        if (cache.Get<Lazy<Task<Snapshot?>>>(stream.StreamId) is { IsValueCreated: true, Value: var loaded }
            && !(loaded is { IsCompletedSuccessfully: true, Result.Version: var version } && version >= snapshot.Version))
        {
            Cache(stream.StreamId, new(NewerAsync(snapshot, loaded)));
        }

        return snapshot;
    }

    public void Dispose() => cache.Dispose();

    private static async Task<Snapshot?> NewerAsync(Snapshot snapshot, Task<Snapshot?> loaded)
    {
        try
        {
            return await loaded is { } found && found.Version > snapshot.Version ? found : snapshot;
        }
        catch (StoreUnavailableException)
        {
            return snapshot;
        }
    }

    // Not bound to the request that started it, because others wait for the same read.
    private async Task<Snapshot?> LoadAsync(string streamId)
    {
        try
        {
            return await streams.FindAsync(streamId, CancellationToken.None) is { } found ? Of(found.Value) : null;
        }
        catch
        {
            cache.Remove(streamId);
            throw;
        }
    }

    private void Cache(string streamId, Lazy<Task<Snapshot?>> snapshot) =>
        cache.Set(streamId, snapshot, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Age, Size = 1 });

    private static Snapshot Of(LiveStream stream) => new(
        stream.Version, ETags.Of(stream.Version),
        JsonSerializer.SerializeToUtf8Bytes(LiveStreamState.ForCustomers(stream), LiveShopJson.Options));
}
