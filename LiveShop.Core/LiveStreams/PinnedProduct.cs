using LiveShop.Core.Products;

namespace LiveShop.Core.LiveStreams;

/// <summary>A product on a stream.</summary>
/// <param name="DisplayOrder">Its place, 0 first, without gaps over the list that holds it.</param>
/// <param name="IsActive">False while it is hidden from customers; it keeps its place.</param>
/// <param name="Product">What its card shows, copied from the product.</param>
/// <param name="ProductVersion">The product's version that the copy was made of.</param>
public sealed record PinnedProduct(
    string ProductId, DateTimeOffset PinnedAt, int DisplayOrder, bool IsActive, ProductCard Product, long ProductVersion);
