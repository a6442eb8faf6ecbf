using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;

namespace LiveShop.Local.FunctionHost;

/// <summary>Measures how far each function is behind from outside: one that hangs or fails for ever measures nothing itself.</summary>
internal sealed class FeedLagMetrics(
    FeedSubscriptions subscriptions, IChangeFeed feed, TimeProvider clock, ILogger<FeedLagMetrics> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Looking costs requests to Cosmos DB: only where somebody listens.
            if (ShopTelemetry.FeedBehind.Enabled)
                await MeasureAsync(stoppingToken);
        }
    }

    private async Task MeasureAsync(CancellationToken cancellation)
    {
        foreach (var (function, subscription) in subscriptions.All)
        {
            try
            {
                var lag = await feed.LagAsync(subscription, cancellation);
                ShopTelemetry.FeedBehind.Record(lag.TotalSeconds, ShopTelemetry.Of(function.Name));
            }
            catch (StoreUnavailableException unavailable)
            {
                logger.LogDebug(unavailable, "How far {Function} is behind cannot be told now", function.Name);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                logger.LogWarning(exception, "How far {Function} is behind could not be found out", function.Name);
            }
        }
    }
}
