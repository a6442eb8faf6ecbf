using System.Runtime.ExceptionServices;
using System.Text.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Stock;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// Keeps the cards on streams equal to their products. A pin, or a start, and a change of its product may be written concurrently:
/// after a product's change the streams that have it pinned are updated, and after a copied card or a start the products are
/// read again. Each check follows its own write, so the check after the second write sees the first.
/// </summary>
/// <remarks>Streams that have ended keep the cards that they showed; a start copies them again.</remarks>
public sealed class PinnedProductCards(
    ILiveStreamStore streams, IProductStore products, LiveStreamCommands commands, ILogger<PinnedProductCards> logger)
{
    /// <summary>How many products of a batch, and how many streams of a product, are updated at the same time.</summary>
    public const int MaxParallelism = 8;

    private readonly HandledAvailability handled = new();

    /// <summary>
    /// Updates the cards of changed products, and of those of which the stock changed in a way that cards show: most sales look at no
    /// stream.
    /// </summary>
    /// <inheritdoc cref="OnProductChangedAsync" />
    public Task OnProductsChangedAsync(
        IEnumerable<Product> changed, IEnumerable<ProductStock> stocks, CancellationToken cancellation)
    {
        var shown = stocks.Where(handled.IsNew).ToList();
        var ids = changed.Select(product => product.Id).Concat(shown.Select(stock => stock.ProductId)).Distinct();
        return ForEachCollectingFailuresAsync(ids, async productId =>
        {
            await OnProductChangedAsync(productId, cancellation);
            handled.Add(shown.Where(stock => stock.ProductId == productId));
        }, cancellation);
    }

    /// <summary>Updates the cards of a changed product on the streams that have it pinned and have not ended, live ones first.</summary>
    /// <exception cref="CardNotRefreshedException">Too many others write a stream; can be retried.</exception>
    /// <exception cref="AggregateException">Several streams failed.</exception>
    public async Task OnProductChangedAsync(string productId, CancellationToken cancellation) =>
        await ForEachCollectingFailuresAsync(
            await streams.WithPinnedProductAsync(productId, cancellation),
            streamId => UnlessUnreadableAsync(streamId, productId, () => RefreshAsync(streamId, productId, cancellation)), cancellation);

    /// <inheritdoc cref="OnStreamChangedAsync" />
    public Task OnStreamsChangedAsync(IEnumerable<LiveStreamChange> changes, CancellationToken cancellation) =>
        ForEachCollectingFailuresAsync(changes, change => OnStreamChangedAsync(change, cancellation), cancellation);

    /// <summary>Updates the cards of which the product may have changed without being seen by <see cref="OnProductChangedAsync"/>.</summary>
    /// <inheritdoc cref="OnProductChangedAsync" />
    public Task OnStreamChangedAsync(LiveStreamChange change, CancellationToken cancellation) => change switch
    {
        { IsCardCopy: true, ProductId: { } productId } => VerifyCardAsync(change, productId, cancellation),
        { RequiresCardCheck: true } => VerifyCardsAsync(change.StreamId, cancellation),
        _ => Task.CompletedTask,
    };

    private Task VerifyCardAsync(LiveStreamChange copied, string productId, CancellationToken cancellation) =>
        UnlessUnreadableAsync(copied.StreamId, productId, async () =>
        {
            var product = (await products.FindAsync(productId, cancellation))?.Value;
            if (product?.Version > copied.ProductVersion || product?.AvailabilityVersion > (copied.AvailabilityVersion ?? 0))
                await RefreshAsync(copied.StreamId, productId, cancellation);
        });

    private Task VerifyCardsAsync(string streamId, CancellationToken cancellation) =>
        UnlessUnreadableAsync(streamId, "all products", async () =>
        {
            if (await streams.FindAsync(streamId, cancellation) is not { Value.PinnedProducts: { Count: > 0 } pins })
                return;

            var current = await products.FindManyAsync([.. pins.Select(pin => pin.ProductId)], cancellation);
            var stale = current.Where(product => pins.Any(pin => pin.ProductId == product.Id && pin.IsOlderThan(product)));
            await ForEachCollectingFailuresAsync(stale, product => RefreshAsync(streamId, product.Id, cancellation), cancellation);
        });

    private async Task RefreshAsync(string streamId, string productId, CancellationToken cancellation)
    {
        var refreshed = await commands.RefreshAsync(streamId, productId, cancellation);
        if (refreshed.Refusal is Refusal.Conflict conflict)
            throw new CardNotRefreshedException($"The card of {productId} on {streamId} was not refreshed: {conflict.Detail}");
    }

    // Begins the items in their order, then throws the collected failures, so that one poison item does not block the rest.
    private static async Task ForEachCollectingFailuresAsync<T>(IEnumerable<T> items, Func<T, Task> handle, CancellationToken cancellation)
    {
        using var places = new SemaphoreSlim(MaxParallelism);
        var failures = (await Task.WhenAll(items.Select(TryAsync))).OfType<Exception>().ToList();
        if (failures.Count > 0)
            ExceptionDispatchInfo.Throw(failures.Count == 1 ? failures[0] : new AggregateException(failures));

        async Task<Exception?> TryAsync(T item)
        {
            await places.WaitAsync(cancellation);
            try
            {
                await handle(item);
                return null;
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                return exception;
            }
            finally
            {
                places.Release();
            }
        }
    }

    // Retries cannot repair a damaged document, so it is skipped and does not block the feed.
    private async Task UnlessUnreadableAsync(string streamId, string productId, Func<Task> refresh)
    {
        try
        {
            await refresh();
        }
        catch (JsonException exception)
        {
            logger.LogError(exception, "Left out the card of {Product} on {Stream}: one of the two cannot be read", productId, streamId);
        }
    }
}

/// <summary>A card could not be updated because too many others write its stream.</summary>
public sealed class CardNotRefreshedException(string message) : Exception(message);
