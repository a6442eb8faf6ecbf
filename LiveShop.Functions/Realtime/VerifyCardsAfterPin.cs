using LiveShop.Core.LiveStreams;
using LiveShop.Core.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>
/// Looks again at the product of every card that was copied: it may have changed between being read and being pinned, when
/// no stream held it yet and so its own change reached none.
/// </summary>
public sealed class VerifyCardsAfterPin(PinnedProductCards cards, TimeProvider clock, ILogger<VerifyCardsAfterPin> logger)
{
    [Function(nameof(VerifyCardsAfterPin))]
    [ExponentialBackoffRetry(ChangeFeedTrigger.Retries, ChangeFeedTrigger.FirstRetry, ChangeFeedTrigger.LastRetry)]
    public async Task RunAsync(
        [CosmosDBTrigger(ChangeFeedTrigger.Database, ChangeFeedTrigger.LiveStreams, Connection = ChangeFeedTrigger.Connection,
            LeaseContainerName = ChangeFeedTrigger.Leases, LeaseContainerPrefix = "recheck",
            StartFromBeginning = ChangeFeedTrigger.FromBeginning, FeedPollDelay = ChangeFeedTrigger.PollDelay, MaxItemsPerInvocation = ChangeFeedTrigger.MaxItems)] string batch,
        CancellationToken cancellation)
    {
        using var documents = new FeedBatch(batch, logger);
        var changes = documents.Read<LiveStreamChange>(Documents.ChangeType);
        FeedBatch.MeasureAge(nameof(VerifyCardsAfterPin), changes.Select(change => change.At), clock);
        await cards.OnCardsCopiedAsync(changes, cancellation);
    }
}
