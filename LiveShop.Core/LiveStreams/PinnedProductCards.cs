using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

/// <summary>
/// Keeps the cards on streams true to their products. A pin and a product's change may be written in either order and at the
/// same time: a product's change looks at the streams that hold it, and a copied card looks at its product again. Each
/// happens after its own write, so whichever write is second sees the other's.
/// </summary>
public sealed class PinnedProductCards(ILiveStreamStore streams, IProductStore products, LiveStreamCommands commands)
{
    /// <exception cref="CardNotRefreshedException">Too many others write the stream; worth trying again.</exception>
    public async Task AfterProductChangedAsync(string productId, CancellationToken cancellation)
    {
        foreach (var streamId in await streams.WithPinnedProductAsync(productId, cancellation))
            await RefreshAsync(streamId, productId, cancellation);
    }

    /// <inheritdoc cref="AfterProductChangedAsync" />
    public async Task AfterCardCopiedAsync(LiveStreamChange change, CancellationToken cancellation)
    {
        if (change is not { CopiedACard: true, ProductId: { } productId })
            return;

        var product = await products.FindAsync(productId, cancellation);
        if (product?.Value.Version > change.ProductVersion)
            await RefreshAsync(change.StreamId, productId, cancellation);
    }

    private async Task RefreshAsync(string streamId, string productId, CancellationToken cancellation)
    {
        var refreshed = await commands.RefreshAsync(streamId, productId, cancellation);
        if (refreshed.Refusal is Refusal.Conflict conflict)
            throw new CardNotRefreshedException($"The card of {productId} on {streamId} was not refreshed: {conflict.Detail}");
    }
}

public sealed class CardNotRefreshedException(string message) : Exception(message);
