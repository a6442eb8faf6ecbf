using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Stock;
using LiveShop.Core.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using static LiveShop.Functions.Realtime.ChangeFeedTrigger;

namespace LiveShop.Functions.Realtime;

/// <summary>
/// Copies a change of a product, or of what is left of it, to the streams that have it pinned and have not ended; each copy is a
/// change of its stream.
/// </summary>
public sealed class UpdateCardsAfterProductChange(
    PinnedProductCards cards, TimeProvider clock, ILogger<UpdateCardsAfterProductChange> logger)
{
    [Function(nameof(UpdateCardsAfterProductChange))]
    [ExponentialBackoffRetry(Retries, FirstRetry, LastRetry)]
    public async Task RunAsync(
        [CosmosDBTrigger(Database, ContainerNames.Catalog, Connection = Connection,
            LeaseContainerName = ContainerNames.Leases, LeaseContainerPrefix = "refresh",
            LeaseAcquireInterval = LeaseAcquire, LeaseRenewInterval = LeaseRenew, LeaseExpirationInterval = LeaseExpiration,
            StartFromBeginning = FromBeginning, FeedPollDelay = PollDelay, MaxItemsPerInvocation = MaxItems)] string batch,
        CancellationToken cancellation)
    {
        using var documents = new FeedBatch(batch, logger);
        var products = documents.Read<Product>(Documents.ProductType);
        var stocks = documents.Read<ProductStock>(Documents.StockType);
        var times = products.Select(product => product.ChangedAt).Concat(stocks.Select(stock => stock.ChangedAt));
        FeedBatch.RecordAge(nameof(UpdateCardsAfterProductChange), times, clock);
        await cards.OnProductsChangedAsync(products, stocks, cancellation);
    }
}
