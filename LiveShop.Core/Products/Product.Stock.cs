using System.Text.Json.Serialization;
using LiveShop.Core.Stock;

namespace LiveShop.Core.Products;

/// <remarks>
/// The stock is a document of its own, which sales write without touching the product; stores join the two when they read.
/// </remarks>
public sealed partial record Product
{
    /// <summary>The version of the <see cref="ProductStock"/> that the variants' stock was read from.</summary>
    [JsonIgnore]
    public long StockVersion { get; private init; }

    /// <inheritdoc cref="ProductStock.AvailabilityVersion" />
    [JsonIgnore]
    public long AvailabilityVersion { get; private init; }

    /// <inheritdoc cref="ProductStock.AvailabilityChangedBy" />
    [JsonIgnore]
    public Actor? AvailabilityChangedBy { get; private init; }

    /// <summary>
    /// Pieces left to sell of all variants, at most <see cref="MaxStock"/>; null when those of a variant are not counted.
    /// </summary>
    [JsonIgnore]
    public int? Stock => PiecesOf(Variants.Select(variant => variant.Stock));

    /// <summary>The product with what the stock says; nothing is left of a variant that the stock does not have.</summary>
    public Product WithStock(ProductStock? stock)
    {
        var joined = this with
        {
            StockVersion = stock?.Version ?? 0,
            AvailabilityVersion = stock?.AvailabilityVersion ?? 0,
            AvailabilityChangedBy = stock?.AvailabilityChangedBy,
            Variants = [.. Variants.Select(variant => variant with
            {
                Stock = stock?.Find(variant.Id) is { IsRemoved: false } found ? found.Available : 0,
            })],
        };
        return joined == this ? this : joined;
    }

    /// <summary>Sum of the pieces of variants; null when those of one are not counted.</summary>
    internal static int? PiecesOf(IEnumerable<int?> stocks)
    {
        var sum = 0L;
        foreach (var stock in stocks)
        {
            if (stock is not { } pieces)
                return null;
            sum += pieces;
        }

        return (int)Math.Min(MaxStock, sum);
    }

    private Product WithStockOf(Product current) => this with
    {
        Variants = [.. Variants.Select(variant =>
            current.FindVariant(variant.Id) is { } same ? variant with { Stock = same.Stock } : variant)],
    };

    // A sender that names no ids of variants means the variant of the same choice.
    private ProductDetails WithIdsOfTheSameChoice(ProductDetails details) => !details.HasOptions ? details : details with
    {
        Variants = [.. details.Variants!.Select(variant => variant! with { Id = variant.Id ?? VariantOf(variant)?.Id })],
    };

    /// <summary>The variant of valid details: of their id, or of the same choice when they name none.</summary>
    internal ProductVariant? VariantOf(VariantDetails details) => details.Id is { } id
        ? FindVariant(id)
        : Variants.FirstOrDefault(variant => variant.OptionValues.SequenceEqual(details.OptionValues!.Select(value => value!.Trim())));
}
