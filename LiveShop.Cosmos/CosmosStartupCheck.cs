using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>
/// Says at the start, in one line, whether Cosmos DB can be used. It does not stop the program: what is wrong may be mended
/// meanwhile, and until then requests are told that the store is unavailable.
/// </summary>
internal sealed class CosmosStartupCheck(
    CosmosHealthCheck health, CosmosSettings settings, IHostApplicationLifetime lifetime, ILogger<CosmosStartupCheck> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whatever makes the containers does so while the program starts.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);

        var result = await health.CheckHealthAsync(new(), stoppingToken);
        if (result.Status == HealthStatus.Healthy)
            logger.LogInformation("Store: {Description} at {Endpoint}", result.Description, settings.Endpoint);
        else
            logger.LogError("Store: {Description} Endpoint: {Endpoint}", result.Description, settings.Endpoint);
    }
}
