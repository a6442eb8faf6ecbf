using LiveShop.Core.Telemetry;
using LiveShop.Core.Storage;
using LiveShop.Local.Realtime;

namespace LiveShop.Local.FunctionHost;

/// <summary>Feeds the functions with a Cosmos DB trigger from the store's change feed.</summary>
public sealed class ChangeFeedDispatcher(
    FeedSubscriptions subscriptions, IChangeFeed feed, SignalROutputExecutor realtime, IServiceScopeFactory scopes,
    TimeProvider clock, ILogger<ChangeFeedDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan PauseBeforeGoingOn = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(subscriptions.All.Select(subscribed =>
            Task.Run(() => PumpAsync(subscribed.Function, subscribed.Subscription, stoppingToken), stoppingToken)));

    private async Task PumpAsync(FunctionMethod function, FeedSubscription subscription, CancellationToken stopping)
    {
        var retries = RetryPolicy.Of(function.Method);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await feed.RunAsync(subscription, (batch, cancellation) => DeliverAsync(function, retries, batch, cancellation), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // The feed itself failed, not the function: it goes on from its kept position.
                logger.LogError(exception, "The change feed of {Container} broke off for {Function}", subscription.Container, function.Name);
                await PauseAsync(PauseBeforeGoingOn, stopping);
            }
        }
    }

    private async Task DeliverAsync(FunctionMethod function, RetryPolicy retries, string batch, CancellationToken cancellation)
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
                if (retries.PauseAfter(failures) is not { } pause)
                {
                    logger.LogError(exception, "{Function} failed {Failures} times; its batch is given up", function.Name, failures);
                    return;
                }

                ShopTelemetry.FeedRetries.Add(1, ShopTelemetry.Of(function.Name));
                logger.LogWarning(exception, "{Function} failed; its batch is tried again in {Pause}", function.Name, pause);
                await Task.Delay(pause, clock, cancellation);
            }
        }
    }

    private async Task InvokeAsync(FunctionMethod function, string batch, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var returned = await function.InvokeAsync(scope.ServiceProvider, new(null, batch, null, cancellation));
        foreach (var output in function.Outputs.Realtime(returned))
            await realtime.SendAsync(output, cancellation);
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stopping)
    {
        try
        {
            await Task.Delay(pause, clock, stopping);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop ends by itself.
        }
    }
}
