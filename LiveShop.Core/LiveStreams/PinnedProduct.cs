using System.Text.Json.Serialization;
using LiveShop.Core.Products;

namespace LiveShop.Core.LiveStreams;

/// <summary>A product pinned to a stream.</summary>
/// <param name="DisplayOrder">Its index in the list, from 0.</param>
/// <param name="IsActive">False while the pin is hidden from customers.</param>
/// <param name="Product">A copy of what the card shows.</param>
/// <param name="ProductVersion">The version of the product that was copied.</param>
/// <param name="AvailabilityVersion">
/// The <see cref="Product.AvailabilityVersion"/> that was copied; 0 in documents from before it was kept.
/// </param>
/// <param name="Note">What the host wants to say about it; never sent to customers.</param>
/// <param name="WasShown">
/// Whether it is hidden since a show has shown it, so that the run of show offers it again only after all others.
/// </param>
public sealed record PinnedProduct(
    string ProductId, DateTimeOffset PinnedAt, int DisplayOrder, bool IsActive, ProductCard Product, long ProductVersion,
    long AvailabilityVersion = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool WasShown = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Offer? Offer = null)
{
    public const int MaxNoteLength = 500;

    /// <summary>The pin shown to customers.</summary>
    internal PinnedProduct Activated() => this with { IsActive = true, WasShown = false };

    /// <summary>Whether the product, or what is left of it, changed since it was copied.</summary>
    internal bool IsOlderThan(Product product) =>
        product.Version > ProductVersion || product.AvailabilityVersion > AvailabilityVersion;

    /// <summary>The pin with a copy of this product, whatever was copied before.</summary>
    internal PinnedProduct ReplacedBy(Product product) => this with
    {
        Product = product.Card,
        ProductVersion = product.Version,
        AvailabilityVersion = product.AvailabilityVersion,
    };

    /// <summary>
    /// The pin with a card of the newer of the two products and of the newer of the two stocks, because a stale read may give an older
    /// one of either.
    /// </summary>
    internal PinnedProduct With(Product product)
    {
        var (card, stock) = (
            product.Version >= ProductVersion ? product.Card : Product,
            product.AvailabilityVersion >= AvailabilityVersion ? product.Card : Product);
        return this with
        {
            Product = card with { Availability = stock.Availability, Stock = stock.Stock },
            ProductVersion = Math.Max(ProductVersion, product.Version),
            AvailabilityVersion = Math.Max(AvailabilityVersion, product.AvailabilityVersion),
        };
    }
}
