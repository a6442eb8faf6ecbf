using System.Net;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Cosmos;

/// <summary>
/// Whether the stores can work: reads from every container as they do, so that it also finds a missing right, and when that
/// fails says which thing is wrong.
/// </summary>
public sealed class CosmosHealthCheck(CosmosClient client, CosmosSettings settings) : IHealthCheck
{
    public const string Name = "store";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var names = CosmosContainers.All.Select(container => container.Id).ToList();
            var exist = await Task.WhenAll(names.Select(name => new DocumentContainer(client, settings, name).ExistsAsync(cancellationToken)));
            return exist.All(exists => exists)
                ? HealthCheckResult.Healthy($"Cosmos DB, database '{settings.Database}'.")
                : HealthCheckResult.Unhealthy(await WhatIsMissingAsync(names.Where((_, i) => !exist[i]), cancellationToken));
        }
        catch (StoreUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message, fault);
        }
    }

    private async Task<string> WhatIsMissingAsync(IEnumerable<string> containers, CancellationToken cancellation)
    {
        using var database = await client.GetDatabase(settings.Database).ReadStreamAsync(cancellationToken: cancellation);
        return database.StatusCode == HttpStatusCode.NotFound
            ? $"Cosmos DB has no database '{settings.Database}'."
            : $"The Cosmos DB database '{settings.Database}' lacks: {string.Join(", ", containers)}.";
    }
}
