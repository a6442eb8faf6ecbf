using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;

namespace LiveShop.Local.FunctionHost;

/// <summary>
/// Calls the functions with a Cosmos DB trigger with the batches of the store's change feed. A function that fails is retried as
/// its retry attribute says; a feed that fails is restarted, and continues from its stored position.
/// </summary>
public sealed class ChangeFeedDispatcher(
    FeedSubscriptions subscriptions, IChangeFeed feed, BackgroundInvoker invoker, TimeProvider clock,
    ILogger<ChangeFeedDispatcher> logger) : BackgroundService
{
    private static readonly RetryPolicy Restarts = new(RetryPolicy.Unlimited, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(subscriptions.All.Select(subscribed =>
            Task.Run(() => RunAsync(subscribed.Function, subscribed.Subscription, stoppingToken), stoppingToken)));

    private async Task RunAsync(FunctionMethod function, FeedSubscription subscription, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await feed.RunAsync(subscription, DeliverAsync, stopping);
            }
            catch (Exception exception) when (!stopping.IsCancellationRequested)
            {
                var delay = Restarts.DelayAfter(++failures)!.Value;
                logger.LogError(
                    exception, "The change feed of {Container} failed for {Function}; it is restarted in {Delay}",
                    subscription.Container, function.Name, delay);
                await Task.Delay(delay, clock, stopping);
            }
        }

        Task DeliverAsync(string batch, CancellationToken cancellation)
        {
            failures = 0;
            return invoker.InvokeAsync(function, new(cancellation) { Batch = batch }, () => CountRetry(function));
        }
    }

    private static void CountRetry(FunctionMethod function) =>
        ShopTelemetry.FeedRetries.Add(1, ShopTelemetry.Of(function.Name));
}
