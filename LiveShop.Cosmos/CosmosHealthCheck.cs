using System.Net;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LiveShop.Cosmos;

/// <summary>
/// Reads from every container as the stores do, so that a missing role is found too, and says what is missing.
/// </summary>
public sealed class CosmosHealthCheck(CosmosClient client, CosmosSettings settings) : IHealthCheck
{
    public const string Name = "store";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var names = CosmosContainers.All.Select(container => container.Id).ToList();
            var exist = await Task.WhenAll(names.Select(name =>
                new DocumentContainer(client, settings, name).ExistsAsync(cancellationToken)));
            return exist.All(exists => exists)
                ? HealthCheckResult.Healthy($"Cosmos DB, database '{settings.Database}'.")
                : HealthCheckResult.Unhealthy(await DescribeMissingAsync(names.Where((_, i) => !exist[i]), cancellationToken));
        }
        catch (StoreUnavailableException fault)
        {
            return HealthCheckResult.Unhealthy(fault.Message, fault);
        }
    }

    private async Task<string> DescribeMissingAsync(IEnumerable<string> containers, CancellationToken cancellation)
    {
        using var database = await client.GetDatabase(settings.Database).ReadStreamAsync(cancellationToken: cancellation);
        return database.StatusCode == HttpStatusCode.NotFound
            ? $"Cosmos DB has no database '{settings.Database}'."
            : $"The Cosmos DB database '{settings.Database}' lacks: {string.Join(", ", containers)}.";
    }
}
