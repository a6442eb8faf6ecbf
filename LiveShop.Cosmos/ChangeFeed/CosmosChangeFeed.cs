using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos.ChangeFeed;

/// <summary>
/// The change feed of Cosmos DB by the SDK's own processor: its leases hold the positions, and any number of instances
/// share the ranges of a container among them.
/// </summary>
public sealed class CosmosChangeFeed(
    CosmosClient client, CosmosSettings settings, CosmosFeedTiming timing, TimeProvider clock, ILogger<CosmosChangeFeed> logger) : IChangeFeed
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan PauseBetweenStarts = TimeSpan.FromSeconds(1);

    private readonly Database database = client.GetDatabase(settings.Database);

    public async Task RunAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation)
    {
        var processor = ProcessorOf(subscription, handler);
        await StartAsync(processor, subscription, cancellation);
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        finally
        {
            await StopAsync(processor, subscription);
        }
    }

    public Task<TimeSpan> LagAsync(FeedSubscription subscription, CancellationToken cancellation) =>
        new CosmosFeedLag(client, database, subscription, clock).MeasureAsync(cancellation);

    private ChangeFeedProcessor ProcessorOf(FeedSubscription subscription, Func<string, CancellationToken, Task> handler) =>
        database.GetContainer(subscription.Container)
            .GetChangeFeedProcessorBuilder(subscription.Consumer, (_, changes, stopping) => HandleAsync(subscription, changes, handler, stopping))
            .WithInstanceName($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}")
            .WithLeaseContainer(database.GetContainer(ContainerNames.Leases))
            .WithLeaseConfiguration(timing.Balance, timing.Expire, timing.Renew)
            .WithPollInterval(timing.Poll)
            .WithMaxItems(subscription.MaxItems)
            .WithStartTime(DateTime.MinValue.ToUniversalTime())
            .WithErrorNotification((_, fault) =>
            {
                Tell(LogLevel.Warning, "stumbled and goes on", subscription, fault);
                return Task.CompletedTask;
            })
            .Build();

    // The processor would give the range back after a throw, and take it again only when it next balances.
    private async Task HandleAsync(
        FeedSubscription subscription, Stream changes, Func<string, CancellationToken, Task> handler, CancellationToken stopping)
    {
        var batch = await FeedPage.ReadAsync(changes, stopping);
        for (var pause = FirstPause; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks)))
        {
            try
            {
                await handler(batch, stopping);
                return;
            }
            catch (Exception fault) when (!stopping.IsCancellationRequested)
            {
                logger.LogError(fault, "A batch of {Container} for {Consumer} failed and comes again in {Pause}", subscription.Container, subscription.Consumer, pause);
                await Task.Delay(pause, stopping);
            }
        }
    }

    private async Task StartAsync(ChangeFeedProcessor processor, FeedSubscription subscription, CancellationToken cancellation)
    {
        for (var level = LogLevel.Warning; ; level = LogLevel.Debug)
        {
            try
            {
                await processor.StartAsync().WaitAsync(cancellation);
                return;
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                Tell(level, "cannot start and keeps trying", subscription, fault);
                await Task.Delay(PauseBetweenStarts, cancellation);
            }
        }
    }

    // Gives the ranges back, so that another instance need not wait until they expire.
    private async Task StopAsync(ChangeFeedProcessor processor, FeedSubscription subscription)
    {
        try
        {
            await processor.StopAsync();
        }
        catch (Exception fault)
        {
            Tell(LogLevel.Warning, "did not stop cleanly", subscription, fault);
        }
    }

    // An outage is one sentence; anything else is worth its stack trace.
    private void Tell(LogLevel level, string what, FeedSubscription subscription, Exception fault)
    {
        var isOutage = CosmosFaults.IsOutage(fault);
        logger.Log(
            level, isOutage ? null : fault, "The change feed of {Container} for {Consumer} {What}. {Problem}",
            subscription.Container, subscription.Consumer, what, isOutage ? CosmosFaults.Unavailable(subscription.Container, fault).Message : fault.Message);
    }
}
