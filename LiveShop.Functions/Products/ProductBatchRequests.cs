using System.ComponentModel.DataAnnotations;
using LiveShop.Core;
using LiveShop.Core.Products;

namespace LiveShop.Functions.Products;

public sealed record ReplaceProductsRequest([property: Required] IReadOnlyList<ReplaceProductRequest?>? Products);

/// <summary>A product to create, or to replace when its id is there; then <c>stock</c> counts only for variants that are new.</summary>
/// <inheritdoc cref="CreateProductRequest" />
/// <param name="StockChange">Pieces to add to the stock of a product that is there, or to take away; needs <c>Idempotency-Key</c>.</param>
/// <param name="Version">
/// Of the product that was seen; another one is refused as <c>version-mismatch</c>. Null for whatever is there.
/// </param>
public sealed record ReplaceProductRequest(
    string? Id, [property: Required] string? Name, string? Description, string? ImageUrl,
    Money? Price, Optional<int?> Stock, int? StockChange, string? Sku, Money? CompareAtPrice, IReadOnlyList<string?>? Images,
    IReadOnlyList<OptionRequest?>? Options, IReadOnlyList<ReplaceVariantRequest?>? Variants, string? VatRateId,
    IReadOnlyList<ImageAltTextRequest?>? ImageAltTexts, long? Version)
{
    internal ExpectedVersions? ExpectedVersion => Version is { } version ? (ExpectedVersions)version : null;

    public ProductDetails ToDetails() =>
        new ProductDetails(Name, Description, ImageUrl, Price, Stock) { StockChange = StockChange }
            .With(Sku, CompareAtPrice, Images, Options, Variants?.Select(variant => variant?.ToDetails()), VatRateId, ImageAltTexts);
}

/// <inheritdoc cref="VariantRequest" />
/// <param name="StockChange">Pieces to add to the stock of a variant that is there, or to take away.</param>
public sealed record ReplaceVariantRequest(
    string? Id, [property: Required] IReadOnlyList<string?>? OptionValues, string? Sku, [property: Required] Money? Price,
    Money? CompareAtPrice, [property: Required] Optional<int?> Stock, int? StockChange, string? ImageUrl)
{
    internal VariantDetails ToDetails() => new(Id, OptionValues, Sku, Price, CompareAtPrice, Stock, ImageUrl) { StockChange = StockChange };
}
