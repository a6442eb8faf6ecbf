using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

public sealed partial record LiveStream
{
    /// <summary>
    /// Copies a changed product to its card. A version not newer than the card's, or one that shows the same, changes nothing; a
    /// deleted product is unpinned. The entry of a copied card names who changed the product.
    /// </summary>
    public Result<StateTransition> Refresh(Product product, ChangeOrigin origin) =>
        Find(product.Id) is { } pin && product.Version > pin.ProductVersion
            ? WithCardOf(pin, product, product.IsDeleted ? origin : origin with { By = product.CardChangedBy ?? origin.By })
            : Unchanged();

    private (LiveStream Stream, IReadOnlyList<LiveStreamChange> Changes) WithCardsOf(
        IReadOnlyDictionary<string, Product?> products, ChangeOrigin origin)
    {
        var (stream, changes) = (this, new List<LiveStreamChange>());
        foreach (var (productId, product) in products)
        {
            if (stream.Find(productId) is not { } pin || stream.WithCardOf(pin, product, origin) is not { Change: { } change } copied)
                continue;
            stream = copied.Stream;
            changes.Add(change);
        }

        return (stream, changes);
    }

    // A lower version is of a product that was created anew under the id of one that is long gone.
    private StateTransition WithCardOf(PinnedProduct pin, Product? product, ChangeOrigin origin)
    {
        if (product is null or { IsDeleted: true })
            return Without(pin, origin);
        if (product.Card == pin.Product && product.Version >= pin.ProductVersion)
            return Unchanged();

        return Replaced(pin, pin with { Product = product.Card, ProductVersion = product.Version })
            .Next(this, LiveStreamAction.ProductRefreshed, origin, product.Id, product.Version, new(Pin: pin), product.Card);
    }
}
