using System.Text.Json.Serialization;
using LiveShop.Core.Carts;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;

namespace LiveShop.Core.Orders;

/// <summary>An ordered variant with its price and name at the time of the order.</summary>
/// <param name="VariantId">Also of a product without options, whose only variant has an id too.</param>
/// <param name="OptionValues">What was chosen, in the order of the product's options.</param>
/// <param name="UnitPrice">With VAT.</param>
/// <param name="StreamId">The stream on which it was added to the cart; null elsewhere.</param>
public sealed record OrderLine(
    string ItemId, string ProductId, string VariantId, string Name, IReadOnlyList<string> OptionValues, string? Sku, string? ImageUrl,
    [property: JsonRequired] int Quantity, Money UnitPrice, VatRate Vat, string? StreamId)
{
    public IReadOnlyList<string> OptionValues { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Of(OptionValues);

    [JsonIgnore]
    public Money Total => UnitPrice * Quantity;

    internal static OrderLine Of(CartItem item, Product product, ProductVariant variant, VatRate vat, Offer? offer) => new(
        item.ItemId, product.Id, variant.Id, product.Name, variant.OptionValues, variant.Sku, variant.ImageUrl ?? product.ImageUrl,
        item.Quantity, offer?.PriceOf(variant.Price) ?? variant.Price, vat, item.StreamId);
}
