using System.Text.Json.Serialization;

namespace LiveShop.Core.Products;

/// <summary>The values of a product that a change replaced or set. One that is null was not touched, or was empty.</summary>
/// <param name="Price">Of a product without options, as the values after it.</param>
/// <param name="Stock">Only in entries from before the stock had a document and corrections of its own.</param>
/// <param name="Variants">The variants of a product with options that the change touched; one that is on one side only is new or gone.</param>
[method: JsonConstructor]
public sealed record ProductValues(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Images = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? Price = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Stock = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sku = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Money? CompareAtPrice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProductOption>? Options = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProductVariant>? Variants = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? VatRateId = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ImageAltText>? ImageAltTexts = null)
{
    /// <summary>The values in which two states of a product differ, of each of them.</summary>
    internal static (ProductValues Before, ProductValues After) Differences(Product before, Product after) =>
        (OfThoseThatDiffer(before, after), OfThoseThatDiffer(after, before));

    private static ProductValues OfThoseThatDiffer(Product product, Product other)
    {
        var common = new ProductValues(
            product.Name == other.Name ? null : product.Name,
            product.Description == other.Description ? null : product.Description,
            product.Images.Equals(other.Images) ? null : product.Images,
            Options: product.Options.Equals(other.Options) ? null : product.Options,
            VatRateId: product.VatRateId == other.VatRateId ? null : product.VatRateId,
            ImageAltTexts: product.ImageAltTexts.Equals(other.ImageAltTexts) ? null : product.ImageAltTexts);
        if (product.HasOptions || other.HasOptions)
        {
            var touched = ValueList<ProductVariant>.Of(product.Variants.Where(variant => variant != other.FindVariant(variant.Id)));
            return common with { Variants = touched.Count == 0 ? null : touched };
        }

        var (one, another) = (product.Variants[0], other.Variants[0]);
        return common with
        {
            Price = one.Price == another.Price ? null : one.Price,
            Sku = one.Sku == another.Sku ? null : one.Sku,
            CompareAtPrice = one.CompareAtPrice == another.CompareAtPrice ? null : one.CompareAtPrice,
        };
    }
}
