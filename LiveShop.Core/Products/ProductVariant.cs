namespace LiveShop.Core.Products;

/// <summary>A property that customers choose, such as the size, with its possible values.</summary>
public sealed record ProductOption(string Name, IReadOnlyList<string> Values)
{
    public IReadOnlyList<string> Values { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of(Values);
}

/// <summary>The unit that is sold: the product itself, or one combination of its options' values.</summary>
/// <param name="Id">Unique within the product; <see cref="DefaultId"/> when the product has no options.</param>
/// <param name="OptionValues">One value of each option, in the order of the options.</param>
/// <param name="Sku">The seller's own number; any visible text.</param>
/// <param name="CompareAtPrice">
/// The price that the seller compares with, higher than the price; null when there is no reduction. Customers see
/// <see cref="Product.StruckPrice"/>.
/// </param>
/// <param name="ImageUrl">Null for the product's first picture.</param>
/// <param name="Stock">
/// Pieces left to sell; null when they are not counted, and so it is never sold out. The product's document does not hold it: stores
/// read it from the <see cref="Core.Stock.ProductStock"/>.
/// </param>
public sealed record ProductVariant(
    string Id, IReadOnlyList<string> OptionValues, string? Sku, Money Price, Money? CompareAtPrice, string? ImageUrl, int? Stock = null)
{
    /// <summary>The only variant of a product without options.</summary>
    public const string DefaultId = "default";

    public IReadOnlyList<string> OptionValues { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of(OptionValues);
}
