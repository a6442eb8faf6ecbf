using LiveShop.Core.Products;

namespace LiveShop.Functions.Products;

/// <summary>A product.</summary>
/// <param name="ImageUrl">The first of the images.</param>
/// <param name="VatRateId">Of the shop's VAT rates; null for the default, which also stands for a rate that the shop no longer has.</param>
/// <param name="Price">The lowest price of the variants.</param>
/// <param name="Stock">Pieces left of all variants; null when they are not counted.</param>
/// <param name="Sku">Of a product without options.</param>
/// <param name="CompareAtPrice">Of a product without options: the price to strike through.</param>
/// <param name="LowestPriceBefore">Of a product without options: as the variant's.</param>
/// <param name="Options">Empty when there is nothing to choose; then there is exactly one variant.</param>
public sealed record ProductResource(
    string Id, string Name, string? Description, string? ImageUrl, Money Price, int? Stock, string? Sku, Money? CompareAtPrice,
    Money? LowestPriceBefore, IReadOnlyList<string> Images, IReadOnlyList<ProductOption> Options, IReadOnlyList<VariantResource> Variants,
    string? VatRateId, IReadOnlyList<ImageAltText> ImageAltTexts, long Version)
{
    public static ProductResource Of(Product product, DateTimeOffset now)
    {
        IReadOnlyList<VariantResource> variants = [.. product.Variants.Select(variant => VariantResource.Of(product, variant, now))];
        var simple = product.HasOptions ? null : variants[0];
        return new(
            product.Id, product.Name, product.Description, product.ImageUrl, product.Price, product.Stock, simple?.Sku, simple?.CompareAtPrice,
            simple?.LowestPriceBefore, product.Images, product.Options, variants,
            product.VatRateId, product.ImageAltTexts, product.Version);
    }
}

/// <summary>One combination of the options' values, or the product itself.</summary>
/// <param name="OptionValues">One value of each option, in the order of the options.</param>
/// <param name="LowestPriceBefore">
/// The lowest of the prices that ended in the last 30 days, to be shown beside a struck price (directive 98/6/EC, article 6a); null
/// when there was no other price.
/// </param>
/// <param name="Stock">Null when pieces are not counted.</param>
/// <param name="ImageUrl">Null for the product's first picture.</param>
public sealed record VariantResource(
    string Id, IReadOnlyList<string> OptionValues, string? Sku, Money Price, Money? CompareAtPrice, Money? LowestPriceBefore, int? Stock,
    string? ImageUrl)
{
    public static VariantResource Of(Product product, ProductVariant variant, DateTimeOffset now) => new(
        variant.Id, variant.OptionValues, variant.Sku, variant.Price, variant.CompareAtPrice, product.LowestPriceBefore(variant, now),
        variant.Stock, variant.ImageUrl);
}
