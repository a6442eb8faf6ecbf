using System.Text.Json;
using LiveShop.Core;
using LiveShop.Core.Json;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using LiveShop.Functions.Http;
using Microsoft.Extensions.Caching.Memory;

namespace LiveShop.Functions.LiveStreams;

/// <summary>A stream's public state, ready to be sent.</summary>
public sealed record Snapshot(long Version, string ETag, byte[] Json);

/// <summary>
/// The public states of the streams being watched, kept for a second: all who ask for a stream within it share one read of
/// the store. What was published here is at hand at once.
/// </summary>
public sealed class Snapshots(ILiveStreamStore streams) : IDisposable
{
    public static readonly TimeSpan Age = TimeSpan.FromSeconds(1);

    /// <summary>Bounds the memory that requests for made-up ids can take for that second.</summary>
    private const int MaxStreams = 20_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MaxStreams });

    /// <returns>Null when there is no such stream.</returns>
    public Task<Snapshot?> FindAsync(string streamId, CancellationToken cancellation)
    {
        if (!Identifier.IsValid(streamId))
            return Task.FromResult<Snapshot?>(null);

        if (cache.Get<Lazy<Task<Snapshot?>>>(streamId) is not { } loading)
            Keep(streamId, loading = new(() => LoadAsync(streamId)));
        return loading.Value.WaitAsync(cancellation);
    }

    /// <summary>
    /// Takes a state that is being published, so that nobody here gets an older one. The feed may bring an old one late, so
    /// it counts beside what is here, not instead of it. Where nobody has asked, the next who does asks the store.
    /// </summary>
    public Snapshot Offer(LiveStream stream)
    {
        var snapshot = Of(stream);
        if (cache.Get<Lazy<Task<Snapshot?>>>(stream.StreamId) is { IsValueCreated: true, Value: var here }
            && !(here is { IsCompletedSuccessfully: true, Result.Version: var version } && version >= snapshot.Version))
        {
            Keep(stream.StreamId, new(NewerAsync(snapshot, here)));
        }

        return snapshot;
    }

    public void Dispose() => cache.Dispose();

    private static async Task<Snapshot?> NewerAsync(Snapshot snapshot, Task<Snapshot?> other)
    {
        try
        {
            return await other is { } found && found.Version > snapshot.Version ? found : snapshot;
        }
        catch (StoreUnavailableException)
        {
            return snapshot;
        }
    }

    // One read for all who wait: it does not end with the request that happened to start it.
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

    private void Keep(string streamId, Lazy<Task<Snapshot?>> snapshot) =>
        cache.Set(streamId, snapshot, new MemoryCacheEntryOptions { AbsoluteExpirationRelativeToNow = Age, Size = 1 });

    private static Snapshot Of(LiveStream stream) => new(
        stream.Version, ETags.Of(stream.Version), JsonSerializer.SerializeToUtf8Bytes(LiveStreamState.ForCustomers(stream), LiveShopJson.Options));
}
