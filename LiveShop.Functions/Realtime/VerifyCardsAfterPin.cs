using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using static LiveShop.Functions.Realtime.ChangeFeedTrigger;

namespace LiveShop.Functions.Realtime;

/// <summary>
/// Compares every newly pinned card, and all cards of a stream that starts, with their products again, which may have changed
/// between being read and being written: <see cref="UpdateCardsAfterProductChange"/> did not see the pin, or the start, yet.
/// </summary>
public sealed class VerifyCardsAfterPin(PinnedProductCards cards, TimeProvider clock, ILogger<VerifyCardsAfterPin> logger)
{
    [Function(nameof(VerifyCardsAfterPin))]
    [ExponentialBackoffRetry(Retries, FirstRetry, LastRetry)]
    public async Task RunAsync(
        [CosmosDBTrigger(Database, ContainerNames.LiveStreams, Connection = Connection,
            LeaseContainerName = ContainerNames.Leases, LeaseContainerPrefix = "recheck",
            LeaseAcquireInterval = LeaseAcquire, LeaseRenewInterval = LeaseRenew, LeaseExpirationInterval = LeaseExpiration,
            StartFromBeginning = FromBeginning, FeedPollDelay = PollDelay, MaxItemsPerInvocation = MaxItems)] string batch,
        CancellationToken cancellation)
    {
        using var documents = new FeedBatch(batch, logger);
        var changes = documents.Read<LiveStreamChange>(Documents.ChangeType);
        FeedBatch.RecordAge(nameof(VerifyCardsAfterPin), changes.Select(change => change.At), clock);
        await cards.OnStreamsChangedAsync(changes, cancellation);
    }
}
