using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;

namespace LiveShop.Local.FunctionHost;

/// <summary>Records how far each function is behind its change feed, independently of the functions, since one that hangs cannot.</summary>
internal sealed class FeedLagMetrics(
    FeedSubscriptions subscriptions, IChangeFeed feed, TimeProvider clock, ILogger<FeedLagMetrics> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // Measuring costs requests to Cosmos DB.
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
                var (changes, age) = await feed.BacklogAsync(subscription, cancellation);
                ShopTelemetry.FeedBehind.Record(age.TotalSeconds, ShopTelemetry.Of(function.Name));
                ShopTelemetry.FeedPending.Record(changes, ShopTelemetry.Of(function.Name));
            }
            catch (StoreUnavailableException unavailable)
            {
                logger.LogDebug(unavailable, "The lag of {Function} cannot be measured now", function.Name);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                logger.LogWarning(exception, "The lag of {Function} could not be measured", function.Name);
            }
        }
    }
}
