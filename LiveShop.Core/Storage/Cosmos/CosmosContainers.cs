using LiveShop.Core.Carts;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Core.Storage.Cosmos;

/// <summary>
/// The containers that LiveShop needs, as they have to be: LiveShop.Local makes them where it may, and infra provisions the
/// same. Only what a query asks for is indexed, since every indexed path makes every write dearer.
/// </summary>
public static class CosmosContainers
{
    /// <summary>Streams and their journals, a stream and its journal in one logical partition.</summary>
    public const string LiveStreams = "livestreams";

    public const string Products = "products";

    public const string Carts = "carts";

    /// <summary>Where the readers of the change feed keep their positions.</summary>
    public const string Leases = "leases";

    private const int TimeToLiveOnlyByDocument = -1;

    public static IReadOnlyList<ContainerProperties> All =>
    [
        new(LiveStreams, "/streamId") { IndexingPolicy = Indexing("/streamId/?", "/type/?", "/status/?", "/version/?", "/pinnedProducts/[]/productId/?") },
        new(Products, "/id") { IndexingPolicy = Indexing("/searchName/?", "/deletedAt/?"), DefaultTimeToLive = TimeToLiveOnlyByDocument },
        new(Carts, "/id") { IndexingPolicy = Indexing(), DefaultTimeToLive = (int)Cart.Lifetime.TotalSeconds },
        new(Leases, "/id") { IndexingPolicy = Indexing() },
    ];

    /// <summary>Makes the database and those of the containers that are missing; what is there stays as it is.</summary>
    /// <exception cref="CosmosException">Among others 403: an identity's data role may not create anything.</exception>
    public static async Task CreateIfNotExistsAsync(CosmosClient client, string database, CancellationToken cancellation)
    {
        Database created = await client.CreateDatabaseIfNotExistsAsync(database, cancellationToken: cancellation);
        foreach (var container in All)
            await created.CreateContainerIfNotExistsAsync(container, cancellationToken: cancellation);
    }

    private static IndexingPolicy Indexing(params ReadOnlySpan<string> paths)
    {
        var policy = new IndexingPolicy { IndexingMode = IndexingMode.Consistent };
        foreach (var path in paths)
            policy.IncludedPaths.Add(new IncludedPath { Path = path });
        policy.ExcludedPaths.Add(new ExcludedPath { Path = "/*" });
        return policy;
    }
}
