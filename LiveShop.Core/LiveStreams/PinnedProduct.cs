using LiveShop.Core.Products;

namespace LiveShop.Core.LiveStreams;

/// <summary>A product pinned to a stream.</summary>
/// <param name="DisplayOrder">Its index in the list, from 0.</param>
/// <param name="IsActive">False while the pin is hidden from customers.</param>
/// <param name="Product">A copy of what the card shows.</param>
/// <param name="ProductVersion">The version of the product that was copied.</param>
public sealed record PinnedProduct(
    string ProductId, DateTimeOffset PinnedAt, int DisplayOrder, bool IsActive, ProductCard Product, long ProductVersion);
