using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using LiveShop.Core.Shop;

namespace LiveShop.Functions.Carts;

/// <summary>A cart with its products as they are now.</summary>
/// <param name="Totals">One sum for each currency.</param>
/// <param name="Shipping">What shipping would cost; null when there is no <paramref name="Total"/>.</param>
/// <param name="Total">
/// Goods and shipping; null when nothing in the cart is sold, or when not all of it is sold in the shop's currency.
/// </param>
public sealed record CartResource(
    string Id, IReadOnlyList<PricedItem> Items, IReadOnlyList<Money> Totals, Money? Shipping, Money? Total)
{
    public static CartResource Of(PricedCart cart, ShopSettings settings)
    {
        if (cart.Totals is not [var goods] || goods.Currency != settings.Currency)
            return new(cart.Id, cart.Items, cart.Totals, null, null);

        var shipping = settings.Shipping.CostOf(goods);
        return new(cart.Id, cart.Items, cart.Totals, shipping, goods with { Amount = checked(goods.Amount + shipping.Amount) });
    }
}
