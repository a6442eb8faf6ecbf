using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Storage;

namespace LiveShop.Core.Catalog;

/// <summary>Narrows a list to products with such a pin on a stream that has not ended.</summary>
public enum PinFilter
{
    /// <summary>Customers see the pin while the stream is live.</summary>
    Shown,

    /// <summary>The pin is hidden from customers.</summary>
    Hidden,
}

/// <summary>Lists products by their pins on streams that have not ended, which hold at most 50 each.</summary>
public sealed class PinnedProductList(ILiveStreamStore streams, IProductStore products)
{
    /// <summary>The products with such a pin that <see cref="IProductStore.ListAsync"/> lists, by name.</summary>
    /// <inheritdoc cref="IProductStore.ListAsync" path="/exception" />
    public async Task<Page<Product>> ListAsync(
        PinFilter pinned, string? search, StockFilter? stock, PageRequest page, CancellationToken cancellation)
    {
        var words = SearchText.WordsOf(search);
        var list = $"{pinned} {stock} {string.Join(' ', words)}";
        var after = ContinuationTokens.Unwrap(list, page.ContinuationToken);
        var found = (await products.FindManyAsync(await IdsAsync(pinned, cancellation), cancellation))
            .Where(product => !product.IsDeleted && stock?.Finds(product) is not false)
            .Select(product => (Product: product, Key: product.SearchText))
            .Where(listed => words.All(word => listed.Key.Contains(word, StringComparison.Ordinal)))
            .Where(listed => string.CompareOrdinal(listed.Key, after) > 0)
            .OrderBy(listed => listed.Key, StringComparer.Ordinal)
            .Take(page.Limit + 1)
            .ToList();

        var listing = ContinuationTokens.PageOf(list, found, page.Limit, listed => listed.Key);
        return new([.. listing.Items.Select(listed => listed.Product)], listing.ContinuationToken);
    }

    // The list of streams has the ended ones last.
    private async Task<IReadOnlyCollection<string>> IdsAsync(PinFilter pinned, CancellationToken cancellation)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var stream in Paging.AllAsync(page => streams.ListAsync(null, page, cancellation)))
        {
            if (stream.Status == LiveStreamStatus.Ended)
                break;
            ids.UnionWith(stream.PinnedProducts.Where(pin => pin.IsActive == (pinned == PinFilter.Shown)).Select(pin => pin.ProductId));
        }

        return ids;
    }
}
