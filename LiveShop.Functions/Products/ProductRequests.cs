using System.ComponentModel.DataAnnotations;
using LiveShop.Core;
using LiveShop.Core.Products;

namespace LiveShop.Functions.Products;

/// <summary>
/// A product without options has its price and stock here, <c>stock</c> null when pieces are not counted; one with options has
/// them in its variants.
/// </summary>
/// <param name="ImageUrl">The only picture, or the first of <c>images</c>.</param>
/// <param name="VatRateId">Of the shop's VAT rates; null for the default, which also stands for a rate that the shop does not have.</param>
public sealed record CreateProductRequest(
    string? Id, [property: Required] string? Name, string? Description, string? ImageUrl,
    Money? Price, Optional<int?> Stock, string? Sku, Money? CompareAtPrice, IReadOnlyList<string?>? Images,
    IReadOnlyList<OptionRequest?>? Options, IReadOnlyList<VariantRequest?>? Variants, string? VatRateId,
    IReadOnlyList<ImageAltTextRequest?>? ImageAltTexts)
{
    public ProductDetails ToDetails() => new ProductDetails(Name, Description, ImageUrl, Price, Stock)
        .With(Sku, CompareAtPrice, Images, Options, Variants?.Select(variant => variant?.ToDetails()), VatRateId, ImageAltTexts);
}

/// <summary>A product as GET gives it; <c>id</c> and <c>version</c> may be there and are ignored.</summary>
/// <inheritdoc cref="CreateProductRequest" />
public sealed record ChangeProductRequest(
    [property: Required] string? Name, string? Description, string? ImageUrl,
    Money? Price, Optional<int?> Stock, string? Sku, Money? CompareAtPrice, IReadOnlyList<string?>? Images,
    IReadOnlyList<OptionRequest?>? Options, IReadOnlyList<VariantRequest?>? Variants, string? VatRateId,
    IReadOnlyList<ImageAltTextRequest?>? ImageAltTexts)
{
    public ProductDetails ToDetails() => new ProductDetails(Name, Description, ImageUrl, Price, Stock)
        .With(Sku, CompareAtPrice, Images, Options, Variants?.Select(variant => variant?.ToDetails()), VatRateId, ImageAltTexts);
}

/// <summary>The alternative text of a picture.</summary>
/// <param name="ImageUrl">Of one of the images; a text of any other is left out.</param>
public sealed record ImageAltTextRequest([property: Required] string? ImageUrl, [property: Required] string? Text)
{
    internal ImageAltTextDetails ToDetails() => new(ImageUrl, Text);
}

public sealed record OptionRequest([property: Required] string? Name, [property: Required] IReadOnlyList<string?>? Values)
{
    internal OptionDetails ToDetails() => new(Name, Values);
}

/// <param name="Id">Made of the option values when left out.</param>
/// <param name="OptionValues">One value of each option, in the order of the options.</param>
/// <param name="Stock">Null when pieces are not counted.</param>
public sealed record VariantRequest(
    string? Id, [property: Required] IReadOnlyList<string?>? OptionValues, string? Sku, [property: Required] Money? Price,
    Money? CompareAtPrice, [property: Required] Optional<int?> Stock, string? ImageUrl)
{
    internal VariantDetails ToDetails() => new(Id, OptionValues, Sku, Price, CompareAtPrice, Stock, ImageUrl);
}

internal static class ProductRequests
{
    public static ProductDetails With(
        this ProductDetails details, string? sku, Money? compareAtPrice, IReadOnlyList<string?>? images,
        IReadOnlyList<OptionRequest?>? options, IEnumerable<VariantDetails?>? variants, string? vatRateId,
        IReadOnlyList<ImageAltTextRequest?>? imageAltTexts) => details with
    {
        Sku = sku,
        CompareAtPrice = compareAtPrice,
        Images = images,
        Options = options is null ? null : [.. options.Select(option => option?.ToDetails())],
        Variants = variants?.ToList(),
        VatRateId = vatRateId,
        ImageAltTexts = imageAltTexts?.Select(alt => alt?.ToDetails()).ToList(),
    };
}
