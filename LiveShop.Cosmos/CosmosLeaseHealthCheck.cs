using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Cosmos;

/// <summary>
/// Whether some instance reads a change feed: each one renews its leases every few seconds, also while nothing changes. A trigger
/// whose listener could not be started, because a container was missing then, renews none.
/// </summary>
/// <param name="leasePrefix">The consumer's name, in Azure Functions the trigger's <c>LeaseContainerPrefix</c>.</param>
/// <param name="maxAge">The longest time since the last renewal; Cosmos DB tells times of writes in whole seconds.</param>
public sealed class CosmosLeaseHealthCheck(
    CosmosClient client, CosmosSettings settings, TimeProvider clock, string leasePrefix, TimeSpan maxAge) : IHealthCheck
{
    private const string Remedy = "Customers get no updates until they poll. Start the host again when this does not end by itself.";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            if (await LastRenewalAsync(cancellationToken) is not { } renewedAt)
                return HealthCheckResult.Degraded($"No instance has taken a lease of the change feed '{leasePrefix}'. {Remedy}");

            var age = clock.GetUtcNow() - renewedAt;
            if (age <= maxAge)
                return HealthCheckResult.Healthy();

            return HealthCheckResult.Degraded(
                $"No lease of the change feed '{leasePrefix}' was renewed for {age.TotalSeconds:F0} s. {Remedy}");
        }
        catch (Exception fault) when (CosmosFaults.IsOutage(fault) && !cancellationToken.IsCancellationRequested)
        {
            var unavailable = CosmosFaults.Unavailable(ContainerNames.Leases, fault);
            return HealthCheckResult.Degraded(unavailable.Message, unavailable);
        }
    }

    // The SDK's change feed processor names its leases so: prefix, host of the account, "_", internal ids.
    private async Task<DateTimeOffset?> LastRenewalAsync(CancellationToken cancellation)
    {
        var query = new QueryDefinition("SELECT VALUE c._ts FROM c WHERE STARTSWITH(c.id, @prefix)")
            .WithParameter("@prefix", $"{leasePrefix}{client.Endpoint.Host}_");
        using var writes = client.GetContainer(settings.Database, ContainerNames.Leases).GetItemQueryIterator<long>(query);
        long? last = null;
        while (writes.HasMoreResults)
        {
            foreach (var time in await writes.ReadNextAsync(cancellation))
                last = Math.Max(time, last ?? time);
        }

        return last is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
