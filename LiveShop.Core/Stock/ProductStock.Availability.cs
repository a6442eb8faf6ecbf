using System.Text.Json.Serialization;
using LiveShop.Core.Products;

namespace LiveShop.Core.Stock;

public sealed partial record ProductStock
{
    /// <summary>
    /// The version at which what cards show of the stock last changed. A sale that leaves it as it was concerns no stream.
    /// </summary>
    [JsonInclude, JsonRequired]
    public long AvailabilityVersion { get; private init; }

    /// <summary>The admin whose correction made <see cref="AvailabilityVersion"/>; null when it was a sale.</summary>
    [JsonInclude, JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Actor? AvailabilityChangedBy { get; private init; }

    /// <inheritdoc cref="Product.Stock" />
    [JsonIgnore]
    public int? Total => Product.PiecesOf(Variants.Where(variant => !variant.IsRemoved).Select(variant => variant.Available));

    /// <summary>The stock of a new product.</summary>
    public static ProductStock Of(Product product) =>
        Create(product.Id, product.Variants.Select(variant => (variant.Id, variant.Stock)), product.ChangedAt);

    /// <summary>
    /// The stock after its product's variants changed: new ones have their initial stock, and those that the product no longer has are
    /// not counted any more. They stay as long as orders hold pieces of them.
    /// </summary>
    /// <param name="before">The product before; all variants of one that was deleted are new.</param>
    public ProductStock Follow(Product before, Product after, Actor by)
    {
        var kept = Variants.Select(stock => after.FindVariant(stock.VariantId) is not { } variant
                ? stock.CountedAs(null) with { IsRemoved = true }
                : IsNew(variant) ? stock.CountedAs(variant.Stock) with { IsRemoved = false } : stock)
            .Where(stock => !stock.IsRemoved || stock.CountedIn != 0);
        var added = after.Variants.Where(variant => Find(variant.Id) is null)
            .Select(variant => new VariantStock(variant.Id, variant.Stock, variant.Stock ?? 0));
        return (this with { Variants = ValueList<VariantStock>.Of(kept.Concat(added)) }).Next(this, after.ChangedAt, by);

        bool IsNew(ProductVariant variant) => before.IsDeleted || before.FindVariant(variant.Id) is null;
    }

    private ProductStock Next(ProductStock previous, DateTimeOffset now, Actor? by = null)
    {
        if (this == previous)
            return previous;

        var next = this with { Version = previous.Version + 1, ChangedAt = now };
        var isShown = Availabilities.Of(Total) != Availabilities.Of(previous.Total)
            || Availabilities.ShownStock(Total) != Availabilities.ShownStock(previous.Total);
        return isShown ? next with { AvailabilityVersion = next.Version, AvailabilityChangedBy = by } : next;
    }
}
