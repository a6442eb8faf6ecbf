using System.Runtime.ExceptionServices;
using System.Text.Json;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using Microsoft.Extensions.Logging;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// Keeps the cards on streams true to their products. A pin and a product's change may be written in either order and at the
/// same time: a product's change looks at the streams that hold it, and a copied card looks at its product again. Each
/// happens after its own write, so whichever write is second sees the other's.
/// </summary>
public sealed class PinnedProductCards(
    ILiveStreamStore streams, IProductStore products, LiveStreamCommands commands, ILogger<PinnedProductCards> logger)
{
    /// <inheritdoc cref="OnProductChangedAsync" />
    public Task OnProductsChangedAsync(IEnumerable<string> productIds, CancellationToken cancellation) =>
        ForEachCollectingFailuresAsync(productIds, productId => OnProductChangedAsync(productId, cancellation), cancellation);

    /// <exception cref="CardNotRefreshedException">Too many others write the stream; worth trying again.</exception>
    public async Task OnProductChangedAsync(string productId, CancellationToken cancellation) =>
        await ForEachCollectingFailuresAsync(
            await streams.WithPinnedProductAsync(productId, cancellation),
            streamId => UnlessUnreadableAsync(streamId, productId, () => RefreshAsync(streamId, productId, cancellation)), cancellation);

    /// <inheritdoc cref="OnProductChangedAsync" />
    public Task OnCardsCopiedAsync(IEnumerable<LiveStreamChange> changes, CancellationToken cancellation) =>
        ForEachCollectingFailuresAsync(changes, change => OnCardCopiedAsync(change, cancellation), cancellation);

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

    // One that fails now, or always, fails all together only after the others have had their turn: so it holds up as few as it can.
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

    // No further try makes a damaged document readable, and the streams and products behind it must not wait for that.
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

public sealed class CardNotRefreshedException(string message) : Exception(message);
