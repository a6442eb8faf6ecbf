using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos;

/// <summary>
/// Logs in one line at startup whether Cosmos DB can be used. A failure does not stop the program, because it may be repaired
/// while requests are answered with 503.
/// </summary>
internal sealed class CosmosStartupCheck(
    CosmosHealthCheck health, CosmosSettings settings, IHostApplicationLifetime lifetime,
    ILogger<CosmosStartupCheck> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The containers may be created by another hosted service during startup.
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
