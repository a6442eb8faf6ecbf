using System.Collections.Concurrent;
using LiveShop.Core.Storage;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace LiveShop.Cosmos.ChangeFeed;

/// <summary>
/// The change feed of Cosmos DB, read by the SDK's change feed processor. Its leases hold the positions, and any number of
/// instances share the ranges of a container.
/// </summary>
public sealed class CosmosChangeFeed(
    CosmosClient client, CosmosSettings settings, CosmosFeedTiming timing,
    TimeProvider clock, ILogger<CosmosChangeFeed> logger) : IChangeFeed
{
    private static readonly TimeSpan StartRetryDelay = TimeSpan.FromSeconds(1);

    private readonly Database database = client.GetDatabase(settings.Database);
    private readonly ConcurrentDictionary<Batch, byte> underWay = [];

    public async Task RunAsync(FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation)
    {
        var processor = ProcessorOf(subscription, handler, cancellation);
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

    /// <summary>
    /// Counts the transactions by the SDK's estimator, which tells no times: the age is that of the oldest batch that a handler
    /// in this process has. A range of which nothing was ever delivered counts as one change, and so does a consumer that never
    /// ran.
    /// </summary>
    /// <inheritdoc />
    public async Task<FeedBacklog> BacklogAsync(FeedSubscription subscription, CancellationToken cancellation)
    {
        var ranges = new List<ChangeFeedProcessorState>();
        using var states = database.GetContainer(subscription.Container)
            .GetChangeFeedEstimator(subscription.Consumer, database.GetContainer(ContainerNames.Leases)).GetCurrentStateIterator();
        try
        {
            while (states.HasMoreResults)
                ranges.AddRange(await states.ReadNextAsync(cancellation));
        }
        catch (Exception fault) when (CosmosFaults.IsOutage(fault) && !cancellation.IsCancellationRequested)
        {
            throw CosmosFaults.Unavailable(subscription.Container, fault);
        }

        var ages = underWay.Keys.Where(batch => batch.Subscription == subscription).Select(AgeOf);
        return new(ranges.Count == 0 ? 1 : ranges.Sum(range => range.EstimatedLag), ages.DefaultIfEmpty().Max());
    }

    private ChangeFeedProcessor ProcessorOf(
        FeedSubscription subscription, Func<string, CancellationToken, Task> handler, CancellationToken cancellation) =>
        database.GetContainer(subscription.Container)
            .GetChangeFeedProcessorBuilder(
                subscription.Consumer, (_, changes, stopping) => HandleAsync(subscription, changes, handler, cancellation, stopping))
            .WithInstanceName($"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}")
            .WithLeaseContainer(database.GetContainer(ContainerNames.Leases))
            .WithLeaseConfiguration(timing.Balance, timing.Expire, timing.Renew)
            .WithPollInterval(timing.Poll)
            .WithMaxItems(subscription.MaxItems)
            .WithStartTime(DateTime.MinValue.ToUniversalTime())
            .WithErrorNotification((_, fault) =>
            {
                Log(LogLevel.Warning, "had an error and goes on", subscription, fault);
                return Task.CompletedTask;
            })
            .Build();

    private async Task HandleAsync(
        FeedSubscription subscription, Stream changes, Func<string, CancellationToken, Task> handler,
        CancellationToken cancellation, CancellationToken stopping)
    {
        // The batch is left to the next owner of the range.
        cancellation.ThrowIfCancellationRequested();
        var batch = new Batch(subscription, Guid.NewGuid(), clock.GetUtcNow(), clock.GetTimestamp());
        underWay[batch] = 0;
        try
        {
            await handler(await FeedPage.ReadAsync(changes, stopping), stopping);
        }
        finally
        {
            underWay.TryRemove(batch, out _);
        }
    }

    private async Task StartAsync(ChangeFeedProcessor processor, FeedSubscription subscription, CancellationToken cancellation)
    {
        for (var level = LogLevel.Warning; ; level = LogLevel.Debug)
        {
            var start = processor.StartAsync();
            try
            {
                await start.WaitAsync(cancellation);
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                _ = StopAfterStartAsync(start, processor, subscription);
                throw;
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                Log(level, "cannot start and keeps trying", subscription, fault);
                await Task.Delay(StartRetryDelay, cancellation);
            }
        }
    }

    // A start cannot be cancelled, and a processor that starts after all would keep its leases from the other instances.
    private async Task StopAfterStartAsync(Task start, ChangeFeedProcessor processor, FeedSubscription subscription)
    {
        await start.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (start.IsCompletedSuccessfully)
            await StopAsync(processor, subscription);
    }

    // Releases the leases, so that another instance need not wait until they expire.
    private async Task StopAsync(ChangeFeedProcessor processor, FeedSubscription subscription)
    {
        try
        {
            await processor.StopAsync();
        }
        catch (Exception fault)
        {
            Log(LogLevel.Warning, "did not stop cleanly", subscription, fault);
        }
    }

    // An outage is logged in one sentence, any other failure with its stack trace.
    private void Log(LogLevel level, string what, FeedSubscription subscription, Exception fault)
    {
        var isOutage = CosmosFaults.IsOutage(fault);
        logger.Log(
            level, isOutage ? null : fault, "The change feed of {Container} for {Consumer} {What}. {Problem}",
            subscription.Container, subscription.Consumer, what,
            isOutage ? CosmosFaults.Unavailable(subscription.Container, fault).Message : fault.Message);
    }

    // By the wall clock, or by the monotonic clock when the wall clock was set back.
    private TimeSpan AgeOf(Batch batch)
    {
        var (age, elapsed) = (clock.GetUtcNow() - batch.BegunAt, clock.GetElapsedTime(batch.Timestamp));
        return age > elapsed ? age : elapsed;
    }

    private sealed record Batch(FeedSubscription Subscription, Guid Id, DateTimeOffset BegunAt, long Timestamp);
}
