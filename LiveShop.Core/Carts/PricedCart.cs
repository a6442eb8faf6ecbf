using System.Text.Json.Serialization;
using LiveShop.Core.LiveStreams;
using LiveShop.Core.Products;

namespace LiveShop.Core.Carts;

/// <summary>A cart with its products as they are now.</summary>
/// <param name="Totals">One sum per currency, ordered by code, without products that are no longer sold.</param>
public sealed record PricedCart(string Id, long Version, IReadOnlyList<PricedItem> Items, IReadOnlyList<Money> Totals)
{
    /// <param name="products">The products of the cart that exist, deleted ones too.</param>
    /// <param name="offers">The offers that hold for its items; null for none.</param>
    public static PricedCart Of(Cart cart, IReadOnlyCollection<Product> products, HeldOffers? offers = null)
    {
        var sold = products.Where(product => !product.IsDeleted).ToDictionary(product => product.Id);
        var items = cart.Items.Select(item => PricedItem.Of(item, sold.GetValueOrDefault(item.ProductId), offers?.Of(item))).ToList();
        var totals = items
            .Where(item => item.Product is not null)
            .Select(item => item.Product!.Price * item.Quantity)
            .GroupBy(price => price.Currency, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Money(group.Sum(price => price.Amount), group.Key));
        return new(cart.Id, cart.Version, items, totals.ToList());
    }
}

/// <summary>An item of a cart with its product as it is now.</summary>
/// <param name="ItemId">The product's id, and after a dot the variant's where there is one.</param>
/// <param name="VariantId">Null for a product without options.</param>
/// <param name="OptionValues">What was chosen, in the order of the product's options; empty when there was nothing to choose.</param>
/// <param name="Available">Pieces that are left when they are fewer than the quantity, else null.</param>
/// <param name="Product">With the price, availability and picture of the variant; null when it is no longer sold.</param>
public sealed record PricedItem(
    string ItemId, string ProductId, string? VariantId, int Quantity, int? Available, IReadOnlyList<string> OptionValues,
    ProductCard? Product)
{
    /// <summary>Until when the price of an offer holds for the item; null without one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? OfferHeldUntil { get; init; }

    /// <param name="product">Null when it is no longer sold.</param>
    public static PricedItem Of(CartItem item, Product? product, Offer? offer = null)
    {
        var variant = product?.Choice(item.VariantId);
        return new(
            item.ItemId, item.ProductId, item.VariantId, item.Quantity, variant?.Stock < item.Quantity ? variant.Stock : null,
            variant?.OptionValues ?? [], variant is null ? null : product!.CardOf(variant, offer?.PriceOf(variant.Price)))
        {
            OfferHeldUntil = offer?.EndsAt + Offer.CartGrace,
        };
    }
}
