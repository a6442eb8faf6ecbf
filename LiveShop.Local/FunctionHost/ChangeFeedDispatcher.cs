using LiveShop.Core.Storage;
using LiveShop.Core.Telemetry;
using LiveShop.Local.Realtime;

namespace LiveShop.Local.FunctionHost;

/// <summary>
/// Calls the functions with a Cosmos DB trigger with the batches of the store's change feed. A function that fails is retried as
/// its retry attribute says; a feed that fails is restarted, and continues from its stored position.
/// </summary>
public sealed class ChangeFeedDispatcher(
    FeedSubscriptions subscriptions, IChangeFeed feed, SignalROutputExecutor outputs, IServiceScopeFactory scopes,
    TimeProvider clock, ILogger<ChangeFeedDispatcher> logger) : BackgroundService
{
    private static readonly RetryPolicy Restarts = new(RetryPolicy.Unlimited, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(subscriptions.All.Select(subscribed =>
            Task.Run(() => RunAsync(subscribed.Function, subscribed.Subscription, stoppingToken), stoppingToken)));

    private async Task RunAsync(FunctionMethod function, FeedSubscription subscription, CancellationToken stopping)
    {
        var retries = RetryPolicy.Of(function.Method);
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
            return InvokeWithRetriesAsync(function, retries, batch, cancellation);
        }
    }

    /// <summary>Returns when the batch is done or dropped; throws only when cancelled.</summary>
    private async Task InvokeWithRetriesAsync(FunctionMethod function, RetryPolicy retries, string batch, CancellationToken cancellation)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await InvokeAsync(function, batch, cancellation);
                return;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                if (retries.DelayAfter(failures) is not { } delay)
                {
                    logger.LogError(exception, "{Function} failed {Failures} times; its batch is dropped", function.Name, failures);
                    return;
                }

                ShopTelemetry.FeedRetries.Add(1, ShopTelemetry.Of(function.Name));
                logger.LogWarning(exception, "{Function} failed; its batch is retried in {Delay}", function.Name, delay);
                await Task.Delay(delay, clock, cancellation);
            }
        }
    }

    private async Task InvokeAsync(FunctionMethod function, string batch, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var returned = await function.InvokeAsync(scope.ServiceProvider, new(null, batch, null, cancellation));
        foreach (var output in function.Outputs.Realtime(returned))
            await outputs.SendAsync(output, cancellation);
    }
}
