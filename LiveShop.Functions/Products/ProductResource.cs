using LiveShop.Core.Products;

namespace LiveShop.Functions.Products;

/// <summary>A product.</summary>
/// <param name="ImageUrl">The first of the images.</param>
/// <param name="VatRateId">Of the shop's VAT rates; null for the default, which also stands for a rate that the shop no longer has.</param>
/// <param name="Price">The lowest price of the variants.</param>
/// <param name="Stock">Pieces left of all variants; null when they are not counted.</param>
/// <param name="Sku">Of a product without options.</param>
/// <param name="CompareAtPrice">Of a product without options: as the variant's, and so are the two after it.</param>
/// <param name="StockVersion">Of the stock, which sales and corrections change while the product's own version stays.</param>
/// <param name="Options">Empty when there is nothing to choose; then there is exactly one variant.</param>
public sealed record ProductResource(
    string Id, string Name, string? Description, string? ImageUrl, Money Price, int? Stock, string? Sku, Money? CompareAtPrice,
    Money? StruckPrice, Money? LowestPriceBefore, IReadOnlyList<string> Images, IReadOnlyList<ProductOption> Options,
    IReadOnlyList<VariantResource> Variants, string? VatRateId, IReadOnlyList<ImageAltText> ImageAltTexts, long Version, long StockVersion)
{
    public static ProductResource Of(Product product)
    {
        IReadOnlyList<VariantResource> variants = [.. product.Variants.Select(variant => VariantResource.Of(product, variant))];
        var simple = product.HasOptions ? null : variants[0];
        return new(
            product.Id, product.Name, product.Description, product.ImageUrl, product.Price, product.Stock, simple?.Sku, simple?.CompareAtPrice,
            simple?.StruckPrice, simple?.LowestPriceBefore, product.Images, product.Options, variants,
            product.VatRateId, product.ImageAltTexts, product.Version, product.StockVersion);
    }
}

/// <summary>One combination of the options' values, or the product itself.</summary>
/// <param name="OptionValues">One value of each option, in the order of the options.</param>
/// <param name="CompareAtPrice">What the seller compares the price with.</param>
/// <param name="StruckPrice">
/// The price to strike through: the seller's, but not more than the lowest before (directive 98/6/EC, article 6a); null when
/// nothing is reduced.
/// </param>
/// <param name="LowestPriceBefore">The lowest price of the 30 days before the current one began; null when there was no other.</param>
/// <param name="Stock">Null when pieces are not counted.</param>
/// <param name="ImageUrl">Null for the product's first picture.</param>
public sealed record VariantResource(
    string Id, IReadOnlyList<string> OptionValues, string? Sku, Money Price, Money? CompareAtPrice, Money? StruckPrice,
    Money? LowestPriceBefore, int? Stock, string? ImageUrl)
{
    public static VariantResource Of(Product product, ProductVariant variant) => new(
        variant.Id, variant.OptionValues, variant.Sku, variant.Price, variant.CompareAtPrice, product.StruckPrice(variant),
        product.LowestPriceBefore(variant), variant.Stock, variant.ImageUrl);
}
