using LiveShop.Core.Orders;
using LiveShop.Core.Storage;
using LiveShop.Functions.Realtime;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using static LiveShop.Functions.Realtime.ChangeFeedTrigger;

namespace LiveShop.Functions.Orders;

/// <summary>Takes the lines of every placed order out of its cart.</summary>
public sealed class EmptyOrderedCarts(OrderCommands orders, TimeProvider clock, ILogger<EmptyOrderedCarts> logger)
{
    /// <summary>The carts that are written at the same time.</summary>
    private const int MaxParallelism = 8;

    [Function(nameof(EmptyOrderedCarts))]
    [ExponentialBackoffRetry(Retries, FirstRetry, LastRetry)]
    public async Task RunAsync(
        [CosmosDBTrigger(Database, ContainerNames.Orders, Connection = Connection,
            LeaseContainerName = ContainerNames.Leases, LeaseContainerPrefix = "ordered",
            LeaseAcquireInterval = LeaseAcquire, LeaseRenewInterval = LeaseRenew, LeaseExpirationInterval = LeaseExpiration,
            StartFromBeginning = FromBeginning, FeedPollDelay = RelaxedPollDelay, MaxItemsPerInvocation = MaxItems)] string batch,
        CancellationToken cancellation)
    {
        using var documents = new FeedBatch(batch, logger);
        var changed = documents.Read<Order>(Documents.OrderType);
        FeedBatch.RecordAge(nameof(EmptyOrderedCarts), changed.Select(order => order.ChangedAt), clock);
        var options = new ParallelOptions { MaxDegreeOfParallelism = MaxParallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(changed, options, async (order, cancelled) => await orders.EmptyCartAsync(order, cancelled));
    }
}
