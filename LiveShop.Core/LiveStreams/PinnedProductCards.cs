using System.Runtime.ExceptionServices;
using System.Text.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// Keeps the cards on streams equal to their products. A pin and a change of its product may be written concurrently: after a
/// product's change the streams that have it pinned are updated, and after a copied card its product is read again. Each check
/// follows its own write, so the check after the second write sees the first.
/// </summary>
public sealed class PinnedProductCards(
    ILiveStreamStore streams, IProductStore products, LiveStreamCommands commands, ILogger<PinnedProductCards> logger)
{
    /// <inheritdoc cref="OnProductChangedAsync" />
    public Task OnProductsChangedAsync(IEnumerable<string> productIds, CancellationToken cancellation) =>
        ForEachCollectingFailuresAsync(productIds, productId => OnProductChangedAsync(productId, cancellation), cancellation);

    /// <summary>Updates the cards of a changed product on all streams that have it pinned.</summary>
    /// <exception cref="CardNotRefreshedException">Too many others write a stream; can be retried.</exception>
    /// <exception cref="AggregateException">Several streams failed.</exception>
    public async Task OnProductChangedAsync(string productId, CancellationToken cancellation) =>
        await ForEachCollectingFailuresAsync(
            await streams.WithPinnedProductAsync(productId, cancellation),
            streamId => UnlessUnreadableAsync(streamId, productId, () => RefreshAsync(streamId, productId, cancellation)), cancellation);

    /// <inheritdoc cref="OnProductChangedAsync" />
    public Task OnCardsCopiedAsync(IEnumerable<LiveStreamChange> changes, CancellationToken cancellation) =>
        ForEachCollectingFailuresAsync(changes, change => OnCardCopiedAsync(change, cancellation), cancellation);

    /// <summary>Updates a card when its product has changed since it was copied.</summary>
    /// <inheritdoc cref="OnProductChangedAsync" />
    public async Task OnCardCopiedAsync(LiveStreamChange change, CancellationToken cancellation)
    {
        if (change is not { IsCardCopy: true, ProductId: { } productId })
            return;

        await UnlessUnreadableAsync(change.StreamId, productId, async () =>
        {
            var product = await products.FindAsync(productId, cancellation);
            if (product?.Value.Version > change.ProductVersion)
                await RefreshAsync(change.StreamId, productId, cancellation);
        });
    }

    private async Task RefreshAsync(string streamId, string productId, CancellationToken cancellation)
    {
        var refreshed = await commands.RefreshAsync(streamId, productId, cancellation);
        if (refreshed.Refusal is Refusal.Conflict conflict)
            throw new CardNotRefreshedException($"The card of {productId} on {streamId} was not refreshed: {conflict.Detail}");
    }

    // Runs every item, then throws the collected failures, so that one poison item does not block the rest.
    private static async Task ForEachCollectingFailuresAsync<T>(IEnumerable<T> items, Func<T, Task> handle, CancellationToken cancellation)
    {
        var failures = new List<Exception>();
        foreach (var item in items)
        {
            try
            {
                await handle(item);
            }
            catch (Exception exception) when (!cancellation.IsCancellationRequested)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
            ExceptionDispatchInfo.Throw(failures.Count == 1 ? failures[0] : new AggregateException(failures));
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
