using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

/// <summary>
/// A product's properties that admins edit, as they were sent; <see cref="Check"/> validates them. A product without options has
/// its price, stock, SKU and struck price here, one with options has them in its variants.
/// </summary>
/// <param name="ImageUrl">The only picture, or the first of <see cref="Images"/>.</param>
/// <param name="Stock">Null when pieces are not counted; it must be given, since leaving it out is more often a mistake.</param>
public sealed record ProductDetails(string? Name, string? Description, string? ImageUrl, Money? Price, Optional<int?> Stock)
{
    public const int MaxImages = 10;

    public string? Sku { get; init; }

    public Money? CompareAtPrice { get; init; }

    /// <inheritdoc cref="VariantDetails.StockChange" />
    public int? StockChange { get; init; }

    /// <summary>
    /// Of the shop's VAT rates, null for the default. Only its form is checked, because the rate may be removed at any time;
    /// <see cref="Shop.ShopSettings.VatRateOf"/> takes the default in place of an unknown one.
    /// </summary>
    public string? VatRateId { get; init; }

    /// <summary>Null or empty for <see cref="ImageUrl"/> alone.</summary>
    public IReadOnlyList<string?>? Images { get; init; }

    /// <summary>Those of other addresses than the pictures' are left out, so that a picture takes its text along when it goes.</summary>
    public IReadOnlyList<ImageAltTextDetails?>? ImageAltTexts { get; init; }

    /// <summary>Null or empty for a product without options, of which the variants are then only validated.</summary>
    public IReadOnlyList<OptionDetails?>? Options { get; init; }

    public IReadOnlyList<VariantDetails?>? Variants { get; init; }

    internal bool HasOptions => Options is { Count: > 0 };

    internal void Check(Validation validation)
    {
        validation
            .Text(Name, "name", Product.MaxNameLength, required: true)
            .Text(Description, "description", Product.MaxDescriptionLength, required: false);
        if (VatRateId is not null)
            validation.Id(VatRateId, "vatRateId");
        CheckImages(validation);
        CheckImageAltTexts(validation);
        if (HasOptions)
        {
            VariantRules.Check(Options!, Variants ?? [], validation);
            return;
        }

        SimpleVariant.Check("", validation);
        foreach (var (n, variant) in (Variants ?? []).Index())
            VariantRules.CheckVariant(variant, [], $"variants[{n}]", validation);
    }

    internal IReadOnlyList<string> ToImages() =>
        Images is { Count: > 0 } ? [.. Images.Select(image => image!)] : ImageUrl is null ? [] : [ImageUrl];

    internal IReadOnlyList<ImageAltText> ToImageAltTexts() =>
    [
        .. (ImageAltTexts ?? []).Select(alt => new ImageAltText(alt!.ImageUrl!, alt.Text!.Trim()))
            .IntersectBy(ToImages(), alt => alt.ImageUrl)
            .OrderBy(alt => alt.ImageUrl, StringComparer.Ordinal),
    ];

    internal IReadOnlyList<ProductOption> ToOptions() =>
        HasOptions ? [.. Options!.Select(option => new ProductOption(option!.Name!.Trim(), [.. option.Values!.Select(value => value!.Trim())]))] : [];

    internal IReadOnlyList<ProductVariant> ToVariants() =>
        HasOptions ? VariantRules.ToVariants(Variants!) : [SimpleVariant.ToVariant(ProductVariant.DefaultId)];

    private VariantDetails SimpleVariant => new(null, [], Sku, Price, CompareAtPrice, Stock, null);

    private void CheckImages(Validation validation)
    {
        if (Images is not { Count: > 0 })
        {
            validation.Url(ImageUrl, "imageUrl");
            return;
        }

        validation.Check(ImageUrl is null || ImageUrl == Images[0], "imageUrl", "Must be the first of the images, or left out.");
        validation.Check(Images.Count <= MaxImages, "images", $"Must be at most {MaxImages}.");
        foreach (var (n, image) in Images.Index())
            validation.Check(image is not null, $"images[{n}]", "Must be given.").Url(image, $"images[{n}]");
    }

    private void CheckImageAltTexts(Validation validation)
    {
        validation.Check(ImageAltTexts is not { Count: > MaxImages }, "imageAltTexts", $"Must be at most {MaxImages}.");
        foreach (var (n, alt) in (ImageAltTexts ?? []).Index())
        {
            if (alt is null)
                validation.Check(false, $"imageAltTexts[{n}]", "Must be given.");
            else
                alt.Check($"imageAltTexts[{n}]", validation);
        }
    }
}

/// <summary>An option as it was sent.</summary>
public sealed record OptionDetails(string? Name, IReadOnlyList<string?>? Values);

/// <summary>A variant as it was sent.</summary>
/// <param name="Id">Made of the option values when left out, so that the same values keep their id.</param>
/// <param name="Stock">Null when pieces are not counted; it must be given.</param>
public sealed record VariantDetails(
    string? Id, IReadOnlyList<string?>? OptionValues, string? Sku, Money? Price, Money? CompareAtPrice, Optional<int?> Stock, string? ImageUrl)
{
    public const int MaxSkuLength = 100;

    /// <summary>Pieces to add to the stock of a variant that is there, for <see cref="ProductCommands.ReplaceAsync"/> only.</summary>
    public int? StockChange { get; init; }

    /// <param name="prefix">Of the field names in problems, such as <c>variants[3].</c></param>
    internal void Check(string prefix, Validation validation)
    {
        Money.Check(Price, $"{prefix}price", validation);
        if (CompareAtPrice is not null)
        {
            Money.Check(CompareAtPrice, $"{prefix}compareAtPrice", validation);
            validation
                .Check(CompareAtPrice.Amount > Price?.Amount, $"{prefix}compareAtPrice.amount", "Must be higher than the price.")
                .Check(CompareAtPrice.Currency == Price?.Currency, $"{prefix}compareAtPrice.currency", "Must be the currency of the price.");
        }

        validation
            .Check(Stock.IsGiven, $"{prefix}stock", "Must be given: null when pieces are not counted.")
            .Range(Stock.Value ?? 0, $"{prefix}stock", 0, Product.MaxStock)
            .Text(Sku, $"{prefix}sku", MaxSkuLength, required: false)
            .Url(ImageUrl, $"{prefix}imageUrl");
    }

    internal ProductVariant ToVariant(string id) => new(
        id, [.. OptionValues!.Select(value => value!.Trim())], Sku.TrimToNull(),
        Price!, CompareAtPrice, ImageUrl, Stock.Value);
}
