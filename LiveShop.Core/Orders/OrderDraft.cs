using LiveShop.Core.Carts;
using LiveShop.Core.Products;
using LiveShop.Core.Results;
using LiveShop.Core.Shop;

namespace LiveShop.Core.Orders;

/// <summary>The lines and totals that an order of a cart would have now.</summary>
internal sealed record OrderDraft(IReadOnlyList<OrderLine> Lines, OrderTotals Totals)
{
    /// <returns>
    /// Refused as <c>cart-empty</c>, <c>too-many-products</c>, <c>not-sold</c>, <c>mixed-currencies</c>, <c>price-changed</c>, or
    /// <c>validation</c> when the shop does not ship to the country.
    /// </returns>
    public static Result<OrderDraft> Of(
        Cart cart, IReadOnlyCollection<Product> products, HeldOffers offers, ShopSettings settings, CheckoutRequest request)
    {
        var priced = PricedCart.Of(cart, products, offers);
        if (cart.Items.Count == 0)
            return Conflict("cart-empty", "The cart is empty.");
        if (cart.Items.Select(item => item.ProductId).Distinct(StringComparer.Ordinal).Count() > Order.MaxProducts)
            return Conflict("too-many-products", $"An order holds at most {Order.MaxProducts} different products.");
        if (priced.Items.Any(item => item.Product is null))
            return Conflict("not-sold", "Something in the cart is not sold any more. Take it out first.");
        if (priced.Totals.Count > 1 || priced.Totals[0].Currency != settings.Currency)
            return Conflict("mixed-currencies", $"Everything in an order must be sold in {settings.Currency}.");
        if (!settings.Shipping.Countries.Contains(request.Address!.Country, StringComparer.Ordinal))
            return new Refusal.Invalid("address.country", "The shop does not ship there.");

        var byId = products.ToDictionary(product => product.Id, StringComparer.Ordinal);
        var lines = cart.Items.Select(item => LineOf(item, byId[item.ProductId])).ToList();
        var totals = OrderTotals.Of(lines, settings.Shipping);
        return totals.Total == request.ExpectedTotal
            ? new OrderDraft(lines, totals)
            : Conflict("price-changed", $"The total is {totals.Total} now, with shipping.");

        OrderLine LineOf(CartItem item, Product product) =>
            OrderLine.Of(item, product, product.Choice(item.VariantId)!, settings.VatRateOf(product.VatRateId), offers.Of(item));

        Refusal.Conflict<PricedCart> Conflict(string code, string detail) => new(code, detail, priced);
    }
}
