using System.Net;
using LiveShop.Core.Carts;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

/// <summary>
/// The containers that LiveShop needs, as they have to be: LiveShop.Local makes them where it may, and infra provisions the
/// same. Only what a query asks for is indexed, since every indexed path makes every write dearer.
/// </summary>
public static class CosmosContainers
{
    private const int TimeToLiveOnlyByDocument = -1;

    public static IReadOnlyList<ContainerProperties> All =>
    [
        new(ContainerNames.LiveStreams, "/streamId") { IndexingPolicy = Indexing("/streamId/?", "/type/?", "/status/?", "/version/?", "/pinnedProducts/[]/productId/?") },
        new(ContainerNames.Products, "/id") { IndexingPolicy = Indexing("/searchName/?", "/deletedAt/?"), DefaultTimeToLive = TimeToLiveOnlyByDocument },
        new(ContainerNames.Carts, "/id") { IndexingPolicy = Indexing(), DefaultTimeToLive = (int)Cart.Lifetime.TotalSeconds },
        new(ContainerNames.Leases, "/id") { IndexingPolicy = Indexing() },
    ];

    /// <summary>Makes the database and those of the containers that are missing; what is there stays as it is.</summary>
    /// <returns>False when this identity may not make anything: a data role may not.</returns>
    /// <exception cref="StoreUnavailableException">Cosmos DB does not answer, or refuses the key.</exception>
    /// <exception cref="ArgumentException">A container is there with another partition key.</exception>
    public static async Task<bool> TryCreateAsync(CosmosClient client, string database, CancellationToken cancellation)
    {
        try
        {
            Database created = await client.CreateDatabaseIfNotExistsAsync(database, cancellationToken: cancellation);
            foreach (var container in All)
                await created.CreateContainerIfNotExistsAsync(container, cancellationToken: cancellation);
            return true;
        }
        catch (CosmosException fault) when (fault.StatusCode == HttpStatusCode.Forbidden)
        {
            return false;
        }
        catch (Exception fault) when (CosmosFaults.IsOutage(fault) && !cancellation.IsCancellationRequested)
        {
            throw CosmosFaults.Unavailable(database, fault);
        }
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
