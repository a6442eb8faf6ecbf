using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>
/// Looks again at the product of every card that was copied: it may have changed between being read and being pinned, when
/// no stream held it yet and so its own change reached none.
/// </summary>
public sealed class RecheckPinnedProducts(PinnedProductCards cards, TimeProvider clock, ILogger<RecheckPinnedProducts> logger)
{
    [Function(nameof(RecheckPinnedProducts))]
    [ExponentialBackoffRetry(ChangeFeedNames.Retries, ChangeFeedNames.FirstRetry, ChangeFeedNames.LastRetry)]
    public async Task RunAsync(
        [CosmosDBTrigger(ChangeFeedNames.Database, ChangeFeedNames.LiveStreams, Connection = ChangeFeedNames.Connection,
            LeaseContainerName = ChangeFeedNames.Leases, LeaseContainerPrefix = "recheck",
            StartFromBeginning = ChangeFeedNames.FromBeginning, FeedPollDelay = ChangeFeedNames.PollDelay, MaxItemsPerInvocation = ChangeFeedNames.MaxItems)] string batch,
        CancellationToken cancellation)
    {
        using var documents = new FeedBatch(batch, logger);
        var changes = documents.Read<LiveStreamChange>(Documents.ChangeType);
        FeedBatch.MeasureAge(nameof(RecheckPinnedProducts), changes.Select(change => change.At), clock);
        await cards.AfterCardsCopiedAsync(changes, cancellation);
    }
}
