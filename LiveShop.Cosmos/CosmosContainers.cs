using System.Net;
using LiveShop.Core.Carts;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;

namespace LiveShop.Cosmos;

/// <summary>
/// The containers with their partition keys, time to live and indexes. LiveShop.Local creates them where it may, and infra
/// provisions the same. Only paths that a query needs are indexed, because each indexed path adds to the cost of every write.
/// </summary>
public static class CosmosContainers
{
    public static IReadOnlyList<ContainerProperties> All =>
    [
        new(ContainerNames.LiveStreams, "/streamId") { IndexingPolicy = Indexing("/streamId/?", "/type/?", "/version/?", "/sortKey/?", "/pinnedProducts/[]/productId/?") },
        // -1: documents expire only where they say so, as released reservations do.
        new(ContainerNames.Catalog, "/productId")
        {
            IndexingPolicy = Indexing("/productId/?", "/type/?", "/version/?", "/searchText/?", "/stockLabels/?", "/sortKey/?"),
            DefaultTimeToLive = -1,
        },
        new(ContainerNames.Carts, "/id") { IndexingPolicy = Indexing(), DefaultTimeToLive = (int)Cart.Lifetime.TotalSeconds },
        new(ContainerNames.Orders, "/id")
        {
            IndexingPolicy = Indexing("/dueAt/?", "/sortKey/?", "/status/?", "/number/?", "/lines/[]/streamId/?")
                .WithComposite("/status", "/sortKey"),
        },
        new(ContainerNames.Settings, "/id") { IndexingPolicy = Indexing() },
        new(ContainerNames.Leases, "/id") { IndexingPolicy = Indexing() },
    ];

    /// <summary>Creates the database and the containers that are missing; existing ones are left unchanged.</summary>
    /// <returns>False when this identity may not create them, such as one with only a data role.</returns>
    /// <exception cref="StoreUnavailableException">Cosmos DB does not answer, or refuses the key.</exception>
    /// <exception cref="ArgumentException">A container exists with another partition key.</exception>
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

    /// <summary>Adds one index of several paths, ascending, for queries that filter by all but the last and sort by that.</summary>
    private static IndexingPolicy WithComposite(this IndexingPolicy policy, params IEnumerable<string> paths)
    {
        policy.CompositeIndexes.Add([.. paths.Select(path => new CompositePath { Path = path, Order = CompositePathSortOrder.Ascending })]);
        return policy;
    }
}
