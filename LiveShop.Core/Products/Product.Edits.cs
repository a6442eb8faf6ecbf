using System.Text.Json.Serialization;
using LiveShop.Core.Results;

namespace LiveShop.Core.Products;

public sealed partial record Product
{
    /// <summary>The current values of the fields that admins edit.</summary>
    [JsonIgnore]
    public ProductDetails Details => HasOptions
        ? new ProductDetails(Name, Description, null, null, default)
        {
            VatRateId = VatRateId,
            Images = Images,
            ImageAltTexts = AltTextDetails,
            Options = [.. Options.Select(option => new OptionDetails(option.Name, option.Values))],
            Variants = [.. Variants.Select(DetailsOf)],
        }
        : new ProductDetails(Name, Description, null, Variants[0].Price, Variants[0].Stock)
        {
            VatRateId = VatRateId,
            Images = Images,
            ImageAltTexts = AltTextDetails,
            Sku = Variants[0].Sku,
            CompareAtPrice = Variants[0].CompareAtPrice,
        };

    /// <summary>
    /// Changes the fields that are given, but not the stock of a variant that is there; the current values change nothing. Refused as
    /// <c>validation</c>.
    /// </summary>
    public Result<ProductTransition> Edit(ProductEdit edit, ChangeOrigin origin)
    {
        var stays = HasOptions && !edit.Options.IsGiven;
        if (stays && edit.Variant.FirstField is { } field)
            return new Refusal.Invalid(field, "Must be given for a variant, because the product has options.");

        var details = Details with
        {
            Name = edit.Name.Or(Name),
            Description = edit.Description.Or(Description),
            VatRateId = edit.VatRateId.Or(VatRateId),
            ImageUrl = edit.Images.IsGiven ? edit.ImageUrl.Value : null,
            Images = ImagesAfter(edit),
            ImageAltTexts = edit.ImageAltTexts.Or(AltTextDetails),
            Options = edit.Options.Or(Details.Options),
            Variants = edit.Variants.Or(Details.Variants),
        };
        return Change(stays ? details : details with
        {
            Price = edit.Variant.Price.Or(details.Price),
            // A product that loses its options has a new variant, which begins with this stock.
            Stock = HasOptions && edit.Variant.Stock is { Difference: null } initial ? initial.To : details.Stock,
            Sku = edit.Variant.Sku.Or(details.Sku),
            CompareAtPrice = edit.Variant.CompareAtPrice.Or(details.CompareAtPrice),
        }, origin);
    }

    /// <summary>Changes the fields that are given of one variant, but not its stock; the current values change nothing.</summary>
    /// <returns>Refused as <c>validation</c> or <c>not-found</c>.</returns>
    public Result<ProductTransition> EditVariant(string variantId, VariantEdit edit, ChangeOrigin origin)
    {
        if (FindVariant(variantId) is not { } variant)
            return new Refusal.NotFound("variant", variantId);

        var current = DetailsOf(variant);
        var edited = current with
        {
            Sku = edit.Sku.Or(variant.Sku),
            Price = edit.Price.Or(variant.Price),
            CompareAtPrice = edit.CompareAtPrice.Or(variant.CompareAtPrice),
            ImageUrl = edit.ImageUrl.Or(variant.ImageUrl),
        };
        var validation = new Validation();
        edited.Check("", validation);
        validation.Check(HasOptions || edited.ImageUrl is null, "imageUrl", "Must be given for the product, because it has no options.");
        validation.Check(
            !HasOptions || edited.Price is null || edited.Price.Currency == Price.Currency,
            "price.currency", "Must be the currency of the other variants.");
        if (validation.Failed(out var invalid))
            return invalid;

        var changed = this with { Variants = [.. Variants.Select(other => other == variant ? edited.ToVariant(variantId) : other)] };
        return changed == this ? Unchanged() : changed.Next(this, ProductAction.Changed, origin);
    }

    private static VariantDetails DetailsOf(ProductVariant variant) => new(
        variant.Id, variant.OptionValues, variant.Sku, variant.Price, variant.CompareAtPrice, variant.Stock, variant.ImageUrl);

    private IReadOnlyList<ImageAltTextDetails?> AltTextDetails =>
        [.. ImageAltTexts.Select(alt => new ImageAltTextDetails(alt.ImageUrl, alt.Text))];

    private IReadOnlyList<string?>? ImagesAfter(ProductEdit edit) =>
        edit.Images.IsGiven ? edit.Images.Value
        : !edit.ImageUrl.IsGiven ? Images
        : edit.ImageUrl.Value is { } first ? [first, .. Images.Skip(1)] : [.. Images.Skip(1)];
}
