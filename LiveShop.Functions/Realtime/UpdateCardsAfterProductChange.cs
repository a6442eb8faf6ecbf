using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>Carries a product's change to the streams that have it pinned, where it becomes a change of the stream.</summary>
public sealed class UpdateCardsAfterProductChange(PinnedProductCards cards, TimeProvider clock, ILogger<UpdateCardsAfterProductChange> logger)
{
    [Function(nameof(UpdateCardsAfterProductChange))]
    [ExponentialBackoffRetry(ChangeFeedTrigger.Retries, ChangeFeedTrigger.FirstRetry, ChangeFeedTrigger.LastRetry)]
    public async Task RunAsync(
        [CosmosDBTrigger(ChangeFeedTrigger.Database, ChangeFeedTrigger.Products, Connection = ChangeFeedTrigger.Connection,
            LeaseContainerName = ChangeFeedTrigger.Leases, LeaseContainerPrefix = "refresh",
            StartFromBeginning = ChangeFeedTrigger.FromBeginning, FeedPollDelay = ChangeFeedTrigger.PollDelay, MaxItemsPerInvocation = ChangeFeedTrigger.MaxItems)] string batch,
        CancellationToken cancellation)
    {
        using var documents = new FeedBatch(batch, logger);
        var products = documents.Read<Product>(Documents.ProductType);
        FeedBatch.MeasureAge(nameof(UpdateCardsAfterProductChange), products.Select(product => product.ChangedAt), clock);
        await cards.OnProductsChangedAsync(products.Select(product => product.Id).Distinct(), cancellation);
    }
}
