using System.Text.Json.Serialization;

namespace LiveShop.Core.Products;

public sealed partial record Product
{
    [JsonIgnore]
    public bool IsDeleted => DeletedAt is not null;

    [JsonIgnore]
    public bool HasOptions => Options.Count > 0;

    /// <summary>The picture that stands for the product.</summary>
    [JsonIgnore]
    public string? ImageUrl => Images.Count > 0 ? Images[0] : null;

    /// <summary>The lowest price of the variants.</summary>
    [JsonIgnore]
    public Money Price => Cheapest.Price;

    /// <summary>The part that customers' cards show.</summary>
    [JsonIgnore]
    public ProductCard Card => new(Id, Name, ImageUrl, Price, Stock)
    {
        CompareAtPrice = StruckPrice(Cheapest),
        HasOptions = HasOptions,
        PriceVaries = Variants.Any(variant => variant.Price != Price),
    };

    private ProductVariant Cheapest => Variants.MinBy(variant => variant.Price.Amount)!;

    /// <summary>
    /// The names by which a search finds the product, and lists sort it. The name comes first, because it is what the pages
    /// show; the id comes last, because it makes the text unique.
    /// </summary>
    [JsonIgnore]
    public string SearchText => Products.SearchText.Of([Name, .. Variants.Select(variant => variant.Sku).OfType<string>(), Id]);

    /// <summary>The search text of a product without SKUs.</summary>
    public static string SearchTextOf(string name, string id) => Products.SearchText.Of(name, id);

    /// <summary>The card of one variant, with its own price, stock and picture.</summary>
    /// <param name="price">With an offer, else null.</param>
    public ProductCard CardOf(ProductVariant variant, Money? price = null) =>
        new(Id, Name, variant.ImageUrl ?? ImageUrl, price ?? variant.Price, variant.Stock)
        {
            CompareAtPrice = price is null || price == variant.Price ? StruckPrice(variant) : null,
            HasOptions = HasOptions,
        };

    public ProductVariant? FindVariant(string id) => Variants.FirstOrDefault(variant => variant.Id == id);

    /// <summary>The variant that a customer chose.</summary>
    /// <param name="variantId">Null for a product without options.</param>
    /// <returns>Null when there is no such choice now.</returns>
    public ProductVariant? Choice(string? variantId) =>
        variantId is null ? HasOptions ? null : Variants[0] : FindVariant(variantId);

    /// <summary>
    /// The lowest price that the variant had in the <see cref="PastPrice.Window"/> before its current one began; null when it had
    /// no other.
    /// </summary>
    public Money? LowestPriceBefore(ProductVariant variant) =>
        PastPrices.Where(past => past.VariantId == variant.Id).MinBy(past => past.Price.Amount)?.Price;

    /// <summary>
    /// The lowest price of the cheapest variant in the <see cref="PastPrice.Window"/> up to a time, its current price included: what
    /// an offer that begins then is announced with.
    /// </summary>
    public Money LowestPriceUntil(DateTimeOffset now) =>
        PastPrices.Where(past => past.VariantId == Cheapest.Id && past.Until > now - PastPrice.Window)
            .Select(past => past.Price).Append(Price).MinBy(price => price.Amount)!;

    /// <summary>
    /// The price that customers see struck through: the seller's, but not more than the lowest of the 30 days before the current
    /// price began (directive 98/6/EC, article 6a); null when nothing is reduced.
    /// </summary>
    public Money? StruckPrice(ProductVariant variant)
    {
        var lowest = LowestPriceBefore(variant);
        var struck = lowest?.Amount < variant.CompareAtPrice?.Amount ? lowest : variant.CompareAtPrice;
        return struck?.Amount > variant.Price.Amount ? struck : null;
    }
}
