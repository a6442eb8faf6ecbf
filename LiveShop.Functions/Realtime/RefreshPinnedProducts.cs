using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace LiveShop.Functions.Realtime;

/// <summary>Carries a product's change to the streams that have it pinned, where it becomes a change of the stream.</summary>
public sealed class RefreshPinnedProducts(PinnedProductCards cards, TimeProvider clock, ILogger<RefreshPinnedProducts> logger)
{
    [Function(nameof(RefreshPinnedProducts))]
    [ExponentialBackoffRetry(ChangeFeedNames.Retries, ChangeFeedNames.FirstRetry, ChangeFeedNames.LastRetry)]
    public async Task RunAsync(
        [CosmosDBTrigger(ChangeFeedNames.Database, ChangeFeedNames.Products, Connection = ChangeFeedNames.Connection,
            LeaseContainerName = ChangeFeedNames.Leases, LeaseContainerPrefix = "refresh",
            StartFromBeginning = ChangeFeedNames.FromBeginning, FeedPollDelay = ChangeFeedNames.PollDelay, MaxItemsPerInvocation = ChangeFeedNames.MaxItems)] string batch,
        CancellationToken cancellation)
    {
        using var documents = new FeedBatch(batch, logger);
        var products = documents.Read<Product>(Documents.ProductType);
        FeedBatch.MeasureAge(nameof(RefreshPinnedProducts), products.Select(product => product.ChangedAt), clock);
        await cards.AfterProductsChangedAsync(products.Select(product => product.Id).Distinct(), cancellation);
    }
}
