using LiveShop.Core.Products;
using LiveShop.Core.Results;

namespace LiveShop.Core.LiveStreams;

public sealed partial record LiveStream
{
    /// <summary>
    /// Copies a changed product to its card. What is not newer than the card, or shows the same, changes nothing; a deleted product is
    /// unpinned. The entry of a copied card names who changed the product or its stock.
    /// </summary>
    public Result<StateTransition> Refresh(Product product, ChangeOrigin origin)
    {
        if (Find(product.Id) is not { } pin || !pin.IsOlderThan(product))
            return Unchanged();
        if (product.IsDeleted)
            return product.Version > pin.ProductVersion ? Without(pin, origin) : Unchanged();

        var copy = pin.With(product);
        var isStockOnly = copy.Product with { Availability = pin.Product.Availability, Stock = pin.Product.Stock } == pin.Product;
        return Copied(pin, copy, origin with
        {
            By = (isStockOnly ? product.AvailabilityChangedBy : product.CardChangedBy) ?? origin.By,
        });
    }

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
        return product.Version >= pin.ProductVersion
            ? Copied(pin, pin.With(product), origin)
            : Copied(pin, pin.ReplacedBy(product), origin);
    }

    private StateTransition Copied(PinnedProduct pin, PinnedProduct copy, ChangeOrigin origin) =>
        copy.Product == pin.Product && copy.ProductVersion >= pin.ProductVersion
            ? Unchanged()
            : Replaced(pin, copy)
                .Next(this, LiveStreamAction.ProductRefreshed, origin, pin.ProductId, copy, new(Pin: pin), copy.Product);
}
